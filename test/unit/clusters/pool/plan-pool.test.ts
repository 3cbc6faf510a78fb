import { describe, expect, it } from 'vitest';
import { planPool, type PlanInput, type PoolNeed } from '../../../../services/clusters/pool/plan-pool.ts';
import type { MemberState, PoolMember } from '../../../../services/domain/clusters/pool-member.ts';

const NOW = 1_000_000;

const need = (over: Partial<PoolNeed> = {}): PoolNeed => ({
  waiting: 0,
  stock: 0,
  memoryMiB: 800,
  broken: false,
  fingerprint: 'f',
  ...over,
});

const member = (name: string, state: MemberState, over: Partial<PoolMember> = {}): PoolMember => ({
  name,
  poolKey: 'single',
  fingerprint: 'f',
  workerId: 'w',
  host: 'h',
  state,
  version: 1,
  runId: undefined,
  networkPolicy: undefined,
  createdAt: new Date(NOW),
  stateAt: new Date(NOW),
  deadline: new Date(NOW + 1000),
  ...over,
});

const plan = (needs: Record<string, PoolNeed>, over: Partial<PlanInput> = {}) => {
  const { create, restock, discard } = planPool({
    members: [],
    needs: new Map(Object.entries(needs)),
    memoryMiB: 8000,
    maxAgeMs: 60_000,
    now: NOW,
    ...over,
  });

  return {
    create: [...create, ...restock],
    discard: discard.map(({ member: { name }, reason }) => [name, reason]),
  };
};

describe('planPool', () => {
  it.each<[string, Record<string, PoolNeed>, Partial<PlanInput>, string[], string[][]]>([
    ['makes nothing that nobody wants', {}, {}, [], []],
    ['makes one for a run that waits', { single: need({ waiting: 1 }) }, {}, ['single'], []],
    ['makes the stock', { single: need({ stock: 2 }) }, {}, ['single', 'single'], []],
    [
      'counts what is on its way',
      { single: need({ waiting: 1, stock: 1 }) },
      { members: [member('a', 'creating'), member('b', 'warming')] },
      [],
      [],
    ],
    [
      'replaces a leased one at once',
      { single: need({ stock: 1 }) },
      { members: [member('a', 'leased')] },
      ['single'],
      [],
    ],
    [
      'makes runs wait no longer for the stock of others',
      { w2: need({ stock: 3 }), single: need({ waiting: 1 }) },
      { memoryMiB: 1600 },
      ['single', 'w2'],
      [],
    ],
    [
      'keeps within the memory',
      { single: need({ stock: 9 }) },
      { memoryMiB: 1700 },
      ['single', 'single'],
      [],
    ],
    [
      'gives a run that waits one cluster however little memory is allowed',
      { single: need({ waiting: 2 }) },
      { memoryMiB: 1 },
      ['single'],
      [],
    ],
    [
      'makes room for a run that waits',
      { single: need({ stock: 1 }), w2: need({ waiting: 1 }) },
      { memoryMiB: 1000, members: [member('idle', 'ready')] },
      [],
      [['idle', 'makes-room']],
    ],
    ['makes none of a broken kind', { single: need({ waiting: 1, stock: 1, broken: true }) }, {}, [], []],
    [
      'gives up the oldest beyond the stock',
      { single: need({ stock: 1 }) },
      { members: [member('old', 'ready'), member('new', 'ready')] },
      [],
      [['old', 'surplus']],
    ],
    [
      'gives up what is too old, and replaces it',
      { single: need({ stock: 1 }) },
      { members: [member('old', 'ready', { stateAt: new Date(NOW - 60_001) })] },
      ['single'],
      [['old', 'too-old']],
    ],
    [
      'gives up what was made from another node image',
      { single: need({ stock: 1, fingerprint: 'new' }) },
      { members: [member('old', 'ready')] },
      ['single'],
      [['old', 'outdated']],
    ],
    [
      'removes what somebody drained',
      { single: need() },
      { members: [member('a', 'dirty')] },
      [],
      [['a', 'drained']],
    ],
    [
      'leaves what a run holds alone, however old',
      { single: need() },
      { members: [member('a', 'leased', { stateAt: new Date(0), fingerprint: 'x' })] },
      [],
      [],
    ],
  ])('%s', (_name, needs, over, create, discard) => {
    expect(plan(needs, over)).toEqual({ create, discard });
  });
});
