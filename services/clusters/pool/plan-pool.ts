import type { PoolMember } from '../../domain/clusters/pool-member.ts';

/** What is wanted of one pool key. */
export interface PoolNeed {
  /** Runs that wait for a cluster now. */
  waiting: number;
  /** Ready clusters to keep in stock. */
  stock: number;
  /** Memory one of its clusters takes, in MiB. */
  memoryMiB: number;
  /** Its last clusters all failed: none is made for a while. */
  broken: boolean;
  /** What a cluster made today is made from; undefined while that is not known. */
  fingerprint: string | undefined;
}

export type DiscardReason = 'drained' | 'too-old' | 'outdated' | 'surplus' | 'makes-room';

export interface PoolPlan {
  /** Keys, one for each cluster that a run waits for. */
  create: string[];
  /** Keys, one for each cluster to make for stock. */
  restock: string[];
  discard: { member: PoolMember; reason: DiscardReason }[];
}

export interface PlanInput {
  /** Of this worker, in all states, oldest first. */
  members: readonly PoolMember[];
  needs: ReadonlyMap<string, PoolNeed>;
  /** Memory that clusters may take together, in MiB. */
  memoryMiB: number;
  /** Milliseconds after which a ready cluster is replaced: its certificates and tokens age. */
  maxAgeMs: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Decides from what there is and what is wanted which clusters to make and which to give up. Runs that wait come before
 * stock; stock never takes more memory than allowed; a run that waits may have one cluster whatever it takes,
 * since it would wait for ever otherwise.
 */
export function planPool({ members, needs, memoryMiB, maxAgeMs, now }: PlanInput): PoolPlan {
  const discard: PoolPlan['discard'] = [];

  const kept = members.filter((member) => {
    const reason = reasonToDiscard(member, needs.get(member.poolKey), maxAgeMs, now);
    if (reason !== undefined) discard.push({ member, reason });
    return reason === undefined;
  });

  const ready = (key: string) => kept.filter(({ poolKey, state }) => poolKey === key && state === 'ready');
  for (const [key, { waiting, stock }] of needs)
    for (const member of ready(key).slice(0, Math.max(0, ready(key).length - waiting - stock)))
      giveUp(member, 'surplus');

  const memoryOf = (key: string) => needs.get(key)?.memoryMiB ?? 0;
  let used = members.reduce((sum, { poolKey }) => sum + memoryOf(poolKey), 0);
  const create: string[] = [];
  const restock: string[] = [];

  const make = (list: string[], key: string) => {
    list.push(key);
    used += memoryOf(key);
  };

  const usable = [...needs].filter(([, { broken }]) => !broken);

  for (const [key, { waiting }] of usable) {
    for (let missing = waiting - coming(key); missing > 0; missing--) {
      const alone = members.length === 0 && create.length === 0;
      if (used + memoryOf(key) <= memoryMiB || alone) make(create, key);
      else makeRoom(key);
    }
  }

  for (const [key, { waiting, stock }] of usable)
    for (let missing = waiting + stock - coming(key) - planned(key); missing > 0; missing--)
      if (used + memoryOf(key) <= memoryMiB) make(restock, key);
  return { create, restock, discard };

  function giveUp(member: PoolMember, reason: DiscardReason): void {
    kept.splice(kept.indexOf(member), 1);
    discard.push({ member, reason });
  }

  /** The memory is free when the cluster is gone: the next plan makes the new one. */
  function makeRoom(key: string): void {
    const idle = kept.find(
      ({ poolKey, state }) => state === 'ready' && poolKey !== key && !needs.get(poolKey)?.waiting,
    );

    if (idle !== undefined) giveUp(idle, 'makes-room');
  }

  function coming(key: string): number {
    return kept.filter(({ poolKey, state }) => poolKey === key && SERVES_NEXT.has(state)).length;
  }

  function planned(key: string): number {
    return create.filter((each) => each === key).length;
  }
}

const SERVES_NEXT: ReadonlySet<string> = new Set(['creating', 'warming', 'ready']);

function reasonToDiscard(
  { state, stateAt, fingerprint }: PoolMember,
  need: PoolNeed | undefined,
  maxAgeMs: number,
  now: number,
): DiscardReason | undefined {
  if (state === 'dirty') return 'drained';
  if (state !== 'ready') return undefined;
  if (now - stateAt.getTime() > maxAgeMs) return 'too-old';
  if (need?.fingerprint !== undefined && need.fingerprint !== fingerprint) return 'outdated';
  return need === undefined ? 'surplus' : undefined;
}
