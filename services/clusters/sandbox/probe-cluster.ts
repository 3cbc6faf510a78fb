import Type from 'typebox';
import Value from 'typebox/value';
import type { ClusterFacts } from '../../domain/clusters/cluster.ts';
import { Failure } from '../../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import type { Clock } from '../clock.ts';
import type { Manifest } from './manifest.ts';
import { NOT_ENFORCED, PROBE_CLIENT, probeManifests } from './probe-manifests.ts';
import { SYSTEM_NAMESPACE as namespace } from './system-namespace.ts';

/** CoreDNS answers some ten seconds after the API server; a busy machine takes several times that. */
const TIMEOUT = 90_000;
const INTERVAL = 300;

const DNS_ENDPOINTS =
  '/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices?labelSelector=kubernetes.io/service-name=kube-dns';

const Conditions = Type.Object({ ready: Type.Optional(Type.Boolean()) });

const EndpointSlices = Type.Object({
  items: Type.Array(
    Type.Object({
      endpoints: Type.Optional(
        Type.Union([Type.Null(), Type.Array(Type.Object({ conditions: Type.Optional(Conditions) }))]),
      ),
    }),
  ),
});

/**
 * Shows that pods start, that a Service's name leads to them, and whether a NetworkPolicy holds traffic back. Throws a
 * Failure (`infrastructure`, `cluster-probe-failed`) when one of the first two is not so.
 */
export async function probeCluster(
  administrator: Pick<Administrator, 'apply' | 'core' | 'get'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<ClusterFacts> {
  const { servers, client } = probeManifests();
  const manifests = [...servers, client];
  for (const manifest of servers) await administrator.apply(manifest);
  const deadline = clock.now() + TIMEOUT;

  // A name that is asked for too early is unknown, and CoreDNS remembers for half a minute that it is.
  while (!(await answersNames(administrator))) {
    if (clock.now() >= deadline)
      throw new Failure(
        'infrastructure',
        'cluster-probe-failed',
        `Expected the Service kube-dns of the new cluster to have a pod that is ready within ${TIMEOUT / 1000} s, ` +
          'found none. Check CoreDNS and the images of the node image.',
      );
    await clock.sleep(INTERVAL, signal);
  }

  await administrator.apply(client);

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

/** Whether the cluster's name service, whatever serves it, has an address that is ready. */
async function answersNames({ get }: Pick<Administrator, 'get'>): Promise<boolean> {
  const { status, text } = await get(DNS_ENDPOINTS);
  if (status !== 200) return false;
  return Value.Parse(EndpointSlices, JSON.parse(text)).items.some(({ endpoints }) =>
    endpoints?.some(({ conditions }) => conditions?.ready === true),
  );
}

async function removeAll(
  { core }: Pick<Administrator, 'core'>,
  manifests: readonly Manifest[],
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
