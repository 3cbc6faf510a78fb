import type { Cluster } from '../domain/cluster.ts';

interface Pool {
  lease(request: {
    runId: string;
    profile: string;
    tools: readonly string[];
    signal: AbortSignal;
  }): Promise<{ cluster: Cluster; release(): Promise<void> }>;
}

export interface ClusterLease {
  /** Takes a cluster from the pool on the first call, and gives the same one afterwards. */
  cluster(request: { profile: string; tools: readonly string[]; signal: AbortSignal }): Promise<Cluster>;
  /** Gives the cluster up, if there is one. Never throws. */
  release(): Promise<void>;
}

/** The right of one run to one cluster of its own. A run whose files are refused never asks for it. */
export function leaseCluster(pool: Pool, runId: string): ClusterLease {
  let leased: ReturnType<Pool['lease']> | undefined;
  return {
    async cluster(request) {
      leased ??= pool.lease({ runId, ...request });
      return (await leased).cluster;
    },
    async release() {
      // A lease that was refused left nothing to release, and the run has heard of it.
      const held = await leased?.catch(() => undefined);
      await held?.release();
    },
  };
}
