import { describe, expect, it } from 'vitest';
import type { ClusterRemains } from '../../../services/cluster/cluster-remains.ts';
import { reap, type ReapInput } from '../../../services/cluster/reap.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;

function remains(overrides: Partial<ClusterRemains> = {}): ClusterRemains {
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

function look(cluster: ClusterRemains, overrides: Partial<ReapInput> = {}) {
  return reap({
    remains: [cluster],
    living: { held: new Set(), workers: new Set(['alive']) },
    now: NOW,
    graceMs: 5 * MINUTE,
    suspects: new Set([cluster.name]),
    ...overrides,
  });
}

const leased = { living: { held: new Set(['saiten-single-01a']), workers: new Set(['alive']) } };
const old = new Date(NOW - 10 * MINUTE);
const past = new Date(NOW - 1);

describe('reap', () => {
  it.each([
    ['young, of a living worker, without a lease yet', remains(), {}, undefined],
    ['leased and old', remains({ createdAt: old }), leased, undefined],
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
