import type { Cluster, Sandbox } from '../../domain/clusters/cluster.ts';
import { withSpan } from '../../observability/spans.ts';

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
  /** The cluster and the sandbox that was opened last; undefined when the run came to none. */
  used(): { cluster: Cluster; sandbox: Sandbox } | undefined;
  /** Gives the cluster up, if there is one. Never throws. */
  release(): Promise<void>;
}

/** The right of one run to one cluster of its own. A run whose files are refused never asks for it. */
export function leaseCluster(pool: Pool, runId: string): ClusterLease {
  let leased: Promise<{ cluster: Cluster; release(): Promise<void> }> | undefined;
  let used: { cluster: Cluster; sandbox: Sandbox } | undefined;

  async function take(request: Parameters<Pool['lease']>[0]) {
    const attributes = { 'saiten.profile': request.profile };
    const { cluster, release } = await withSpan('lease cluster', { attributes }, () => pool.lease(request));

    const noted: Cluster = {
      ...cluster,
      async openSandbox(options) {
        const sandbox = await cluster.openSandbox(options);
        used = { cluster, sandbox };
        return sandbox;
      },
    };

    return { cluster: noted, release };
  }

  return {
    async cluster(request) {
      leased ??= take({ runId, ...request });
      return (await leased).cluster;
    },
    used: () => used,
    async release() {
      // A lease that was refused left nothing to release, and the run has heard of it.
      const held = await leased?.catch(() => undefined);
      await held?.release();
    },
  };
}
