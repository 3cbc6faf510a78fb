import type { Cluster, ClusterProvider } from '../domain/cluster.ts';
import { clusterName } from '../domain/cluster-name.ts';

interface Lease {
  clusterName: string;
  runId: string;
  workerId: string;
  profile: string;
  createdAt: Date;
  deadline: Date;
}

export interface LeaseNeeds {
  leases: { record(lease: Lease): Promise<void>; release(clusterName: string): Promise<void> };
  provider: ClusterProvider;
  prefix: string;
  workerId: string;
  now: () => number;
  /** Told when a cluster could not be removed now: the reaper meets it again. */
  onLeftBehind(clusterName: string, error: unknown): void;
}

export interface ClusterLease {
  /** Makes the cluster on the first call; the lease is written before, so that the reaper knows whose it is. */
  cluster(request: { profile: string; tools: readonly string[]; signal: AbortSignal }): Promise<Cluster>;
  /** Removes what there is. Never throws: a cluster that resists is the reaper's. */
  release(): Promise<void>;
}

/** Milliseconds a lease outlives the longest run: creation, grading and evidence. */
const LEASE_MS = 45 * 60_000;

/** The right of one run to one cluster of its own. */
export function leaseCluster(needs: LeaseNeeds, runId: string): ClusterLease {
  let name: string | undefined;
  let made: Promise<Cluster> | undefined;

  async function make(request: {
    profile: string;
    tools: readonly string[];
    signal: AbortSignal;
  }): Promise<Cluster> {
    name = clusterName(needs.prefix, request.profile, runId);
    const createdAt = new Date(needs.now());
    const deadline = new Date(needs.now() + LEASE_MS);
    await needs.leases.record({
      clusterName: name,
      runId,
      workerId: needs.workerId,
      profile: request.profile,
      createdAt,
      deadline,
    });
    return needs.provider.create({ name, ...request });
  }

  return {
    cluster: (request) => (made ??= make(request)),
    async release() {
      if (name === undefined) return;
      try {
        await needs.provider.destroy(name);
        await needs.leases.release(name);
      } catch (error) {
        needs.onLeftBehind(name, error);
      }
    },
  };
}
