import type { ClusterLeftovers } from './cluster-leftovers.ts';

/** What the caller knows of the living; the rest is Docker's word. */
export interface Living {
  /** Clusters that the pool of a living worker knows, by name, and until when they are held. */
  held: ReadonlyMap<string, Date>;
  /** Workers that gave a sign of life lately. */
  workers: ReadonlySet<string>;
}

export type ReapReason = 'deadline-passed' | 'worker-gone' | 'unknown';

export interface ReapDecision {
  /** Seen as orphans at the look before too. */
  remove: { name: string; reason: ReapReason }[];
  /** Orphans at this look; handed to the next one. */
  suspects: ReadonlySet<string>;
}

export interface ReapInput {
  remains: readonly ClusterLeftovers[];
  living: Living;
  /** Milliseconds since the epoch. */
  now: number;
  /** Milliseconds a cluster may exist that no pool knows. */
  graceMs: number;
  /** Suspects of the look before. */
  suspects: ReadonlySet<string>;
  /** Milliseconds by which the clock was put forward since a cluster was first seen, by name: no time of its life. */
  jumps?: ReadonlyMap<string, number>;
}

/**
 * Decides which clusters nobody needs any more. A cluster goes only when two looks in a row say so: records lag
 * behind, and the first look of a new process knows too little.
 */
export function reap({ remains, living, now, graceMs, suspects, jumps }: ReapInput): ReapDecision {
  const orphans = remains.flatMap((cluster) => {
    const reason = reasonToRemove(cluster, { living, now, graceMs, jump: jumps?.get(cluster.name) ?? 0 });
    return reason === undefined ? [] : [{ name: cluster.name, reason }];
  });

  return {
    remove: orphans.filter(({ name }) => suspects.has(name)),
    suspects: new Set(orphans.map(({ name }) => name)),
  };
}

function reasonToRemove(
  cluster: ClusterLeftovers,
  { living, now, graceMs, jump }: Pick<ReapInput, 'living' | 'now' | 'graceMs'> & { jump: number },
): ReapReason | undefined {
  /** What the clock would say now if it had gone on as when the cluster was made. */
  const own = now - jump;
  // Whatever the records say: a lease that is renewed for ever must not keep a cluster for ever.
  if (cluster.deadline !== undefined && own > cluster.deadline.getTime()) return 'deadline-passed';
  const heldUntil = living.held.get(cluster.name);
  // A lease is from before the jump or from after it: nobody knows.
  if (heldUntil !== undefined && Math.min(own, now) < heldUntil.getTime()) return undefined;
  if (cluster.worker !== undefined && !living.workers.has(cluster.worker)) return 'worker-gone';
  // One from the future was made before the clock was put back: nobody knows how old it is.
  return Math.abs(own - cluster.createdAt.getTime()) > graceMs ? 'unknown' : undefined;
}
