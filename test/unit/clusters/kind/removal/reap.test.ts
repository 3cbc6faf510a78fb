import { describe, expect, it } from 'vitest';
import type { ClusterLeftovers } from '../../../../../services/clusters/kind/removal/cluster-leftovers.ts';
import { reap, type ReapInput } from '../../../../../services/clusters/kind/removal/reap.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;

function remains(overrides: Partial<ClusterLeftovers> = {}): ClusterLeftovers {
  return {
    name: 'saiten-single-01a',
    profile: 'single',
    worker: 'alive',
    createdAt: new Date(NOW - MINUTE),
    deadline: new Date(NOW + 60 * MINUTE),
    containers: 1,
    ...overrides,
  };
}

function look(cluster: ClusterLeftovers, overrides: Partial<ReapInput> = {}) {
  return reap({
    remains: [cluster],
    living: { held: new Map(), workers: new Set(['alive']) },
    now: NOW,
    graceMs: 5 * MINUTE,
    suspects: new Set([cluster.name]),
    ...overrides,
  });
}

const heldUntil = (time: number) => ({
  living: { held: new Map([['saiten-single-01a', new Date(time)]]), workers: new Set(['alive']) },
});

const leased = heldUntil(NOW + 45 * MINUTE);
const jumped = (minutes: number) => ({ jumps: new Map([['saiten-single-01a', minutes * MINUTE]]) });
const old = new Date(NOW - 10 * MINUTE);
const past = new Date(NOW - 1);
const soon = new Date(NOW + MINUTE);

describe('reap', () => {
  it.each([
    ['young, of a living worker, without a lease yet', remains(), {}, undefined],
    ['leased and old', remains({ createdAt: old }), leased, undefined],
    ['old, with a lease that has ended', remains({ createdAt: old }), heldUntil(NOW - 1), 'unknown'],
    [
      'leased and past its deadline only because the clock was put forward',
      remains({ createdAt: old, deadline: past }),
      { ...heldUntil(NOW - 1), ...jumped(1) },
      undefined,
    ],
    [
      'leased after the clock was put back',
      remains({ deadline: new Date(NOW + 180 * MINUTE) }),
      { ...leased, ...jumped(-60) },
      undefined,
    ],
    [
      'from before the clock was put back',
      remains({ createdAt: new Date(NOW + 60 * MINUTE) }),
      {},
      'unknown',
    ],
    [
      'known when the clock was put back',
      remains({ deadline: soon }),
      { ...leased, ...jumped(-2) },
      'deadline-passed',
    ],
    ['old without a lease', remains({ createdAt: old }), {}, 'unknown'],
    ['of a worker that is gone', remains({ worker: 'dead' }), {}, 'worker-gone'],
    ['leased by somebody else after its worker has gone', remains({ worker: 'dead' }), leased, undefined],
    ['leased but past its deadline', remains({ deadline: past }), leased, 'deadline-passed'],
    [
      'young containers without their network',
      remains({ worker: undefined, deadline: undefined }),
      {},
      undefined,
    ],
    [
      'old containers without their network',
      remains({ worker: undefined, deadline: undefined, createdAt: old }),
      {},
      'unknown',
    ],
  ] as const)('judges a cluster that is %s', (_, cluster, overrides, reason) => {
    expect(look(cluster, overrides).remove.map((removal) => removal.reason)).toEqual(reason ? [reason] : []);
  });

  it('removes nothing at the first look and hands the suspect to the second', () => {
    const first = look(remains({ worker: 'dead' }), { suspects: new Set() });
    expect(first.remove).toEqual([]);
    const second = look(remains({ worker: 'dead' }), { suspects: first.suspects });
    expect(second.remove).toEqual([{ name: 'saiten-single-01a', reason: 'worker-gone' }]);
  });

  it('forgets a suspicion that a look did not confirm', () => {
    expect(look(remains(), leased).suspects.size).toBe(0);
  });
});
