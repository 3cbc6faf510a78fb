import type { ClusterFacts } from '../domain/cluster.ts';
import { Failure } from '../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import type { Clock } from './clock.ts';
import { NOT_ENFORCED, PROBE_CLIENT, probeManifests } from './probe-manifests.ts';
import { SYSTEM_NAMESPACE as namespace } from './system-namespace.ts';

/** CoreDNS answers some ten seconds after the API server; a busy machine takes several times that. */
const TIMEOUT = 90_000;
const INTERVAL = 300;

/**
 * Shows that pods start, that a Service's name leads to them, and whether a NetworkPolicy holds traffic back. Throws a
 * Failure (`infrastructure`, `cluster-probe-failed`) when one of the first two is not so.
 */
export async function probeCluster(
  administrator: Pick<Administrator, 'apply' | 'core'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<ClusterFacts> {
  const manifests = probeManifests();
  for (const manifest of manifests) await administrator.apply(manifest);
  const deadline = clock.now() + TIMEOUT;
  for (;;) {
    const { status } = await administrator.core.readNamespacedPod({ name: PROBE_CLIENT, namespace });
    const exitCode = status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
    if (exitCode === 0 || exitCode === NOT_ENFORCED) {
      await removeAll(administrator, manifests);
      return { networkPolicy: exitCode === 0 };
    }
    if (exitCode !== undefined || clock.now() >= deadline)
      throw new Failure(
        'infrastructure',
        'cluster-probe-failed',
        `Expected a pod of the new cluster to reach a Service by its name, found ${
          exitCode === undefined ? `its client ${status?.phase ?? 'not started'}` : `exit code ${exitCode}`
        } after ${Math.round((TIMEOUT - (deadline - clock.now())) / 1000)} s. Check CoreDNS, kube-proxy and the images of the node image.`,
      );
    await clock.sleep(INTERVAL, signal);
  }
}

async function removeAll(
  { core }: Pick<Administrator, 'core'>,
  manifests: ReturnType<typeof probeManifests>,
): Promise<void> {
  const pods = manifests.filter(({ kind }) => kind === 'Pod');
  await Promise.all([
    ...pods.map(({ metadata: { name } }) =>
      core.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 0 }),
    ),
    ...manifests
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata: { name } }) => core.deleteNamespacedService({ name, namespace })),
  ]);
}
