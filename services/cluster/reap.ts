import type { ClusterRemains } from './cluster-remains.ts';

/** What the caller knows of the living; the rest is Docker's word. */
export interface Living {
  /** Names of clusters that the pool of a living worker knows and whose deadline has not passed. */
  held: ReadonlySet<string>;
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
  remains: readonly ClusterRemains[];
  living: Living;
  /** Milliseconds since the epoch. */
  now: number;
  /** Milliseconds a cluster may exist that no pool knows. */
  graceMs: number;
  /** Suspects of the look before. */
  suspects: ReadonlySet<string>;
}

/**
 * Decides which clusters nobody needs any more. A cluster goes only when two looks in a row say so: records lag
 * behind, and the first look of a new process knows too little.
 */
export function reap({ remains, living, now, graceMs, suspects }: ReapInput): ReapDecision {
  const orphans = remains.flatMap((cluster) => {
    const reason = reasonToRemove(cluster, living, now, graceMs);
    return reason === undefined ? [] : [{ name: cluster.name, reason }];
  });
  return {
    remove: orphans.filter(({ name }) => suspects.has(name)),
    suspects: new Set(orphans.map(({ name }) => name)),
  };
}

function reasonToRemove(
  cluster: ClusterRemains,
  living: Living,
  now: number,
  graceMs: number,
): ReapReason | undefined {
  // Whatever the records say: a lease that is renewed for ever must not keep a cluster for ever.
  if (cluster.deadline !== undefined && now > cluster.deadline.getTime()) return 'deadline-passed';
  if (living.held.has(cluster.name)) return undefined;
  if (cluster.worker !== undefined && !living.workers.has(cluster.worker)) return 'worker-gone';
  return now - cluster.createdAt.getTime() > graceMs ? 'unknown' : undefined;
}
