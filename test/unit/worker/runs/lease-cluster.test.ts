import { describe, expect, it } from 'vitest';
import type { Cluster, Sandbox } from '../../../../services/domain/clusters/cluster.ts';
import { leaseCluster } from '../../../../services/worker/runs/lease-cluster.ts';

const sandbox: Sandbox = { namespace: 'exercise-x', graderNamespace: 'grader-x', kubeconfig: '' };
const signal = new AbortController().signal;

const pool = () => {
  const released: string[] = [];
  const cluster = { name: 'c', openSandbox: async () => sandbox } as unknown as Cluster;
  return {
    released,
    lease: async ({ runId }: { runId: string }) => ({
      cluster,
      release: async () => void released.push(runId),
    }),
  };
};

const request = { profile: 'single', tools: [], signal };

describe('the lease of a run', () => {
  it('remembers the sandbox that was opened, for the evidence', async () => {
    const lease = leaseCluster(pool(), 'R1');
    expect(lease.used()).toBeUndefined();
    const cluster = await lease.cluster(request);
    expect(lease.used()).toBeUndefined();
    await cluster.openSandbox({ podSecurity: 'baseline', signal });
    expect(lease.used()).toMatchObject({ cluster: { name: 'c' }, sandbox });
  });

  it('is one cluster, given back once it was taken', async () => {
    const shared = pool();
    const lease = leaseCluster(shared, 'R1');
    expect(await lease.cluster(request)).toBe(await lease.cluster(request));
    await lease.release();
    await leaseCluster(shared, 'R2').release();
    expect(shared.released).toEqual(['R1']);
  });
});
