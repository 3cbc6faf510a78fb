import type { KubernetesObject, V1EndpointSlice } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';

/** Where a Service sends requests, as its EndpointSlices say. */
export interface ServiceEndpoint {
  /** Address of the pod. */
  address: string;
  /** Port of the pod. */
  port: number;
  /** UID of the pod; undefined for an address that is no pod's. */
  pod: string | undefined;
  /** Whether it is sent requests now: ready, or published although it is not. */
  ready: boolean;
}

/**
 * The endpoints behind one port of a Service of the learner's namespace, the terminating ones too. Slices count that
 * the Service's own controller wrote; a Service that is not there has none.
 */
export async function serviceEndpoints(
  { cluster, namespace }: GraderContext,
  service: string,
  port = 80,
): Promise<ServiceEndpoint[]> {
  const { items: services } = await cluster.grader.core.listNamespacedService({ namespace });
  const found = services.find(({ metadata }) => metadata?.name === service);
  const entry = found?.spec?.ports?.find((candidate) => candidate.port === port);
  if (entry === undefined) return [];

  const { items } = await cluster.grader.objects.list<KubernetesObject & V1EndpointSlice>(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    namespace,
  );

  return items
    .filter(({ metadata }) =>
      metadata?.ownerReferences?.some(({ uid, controller }) => controller && uid === found?.metadata?.uid),
    )
    .flatMap(({ endpoints, ports }) => {
      const target = ports?.find(({ name }) => (name ?? '') === (entry.name ?? ''))?.port;
      if (target === undefined) return [];
      return (endpoints ?? []).map(({ addresses, targetRef, conditions }) => ({
        address: addresses[0] ?? '',
        port: target,
        pod: targetRef?.kind === 'Pod' ? targetRef.uid : undefined,
        ready: conditions?.ready ?? true,
      }));
    });
}
