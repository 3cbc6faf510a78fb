import type { V1Pod } from '@kubernetes/client-node';
import { isReady } from '../workloads/is-ready.ts';
import type { ServiceEndpoint } from './service-endpoints.ts';

/**
 * How the endpoints that are sent requests differ from the ready pods of a workload, by uid: pods that are left out, and
 * endpoints that are no ready pod of it, a sentence each. Empty when they are the same.
 */
export function endpointDifferences(endpoints: readonly ServiceEndpoint[], pods: readonly V1Pod[]): string[] {
  const ready = pods.filter(isReady);
  const served = endpoints.filter((endpoint) => endpoint.ready);
  const wanted = new Set(ready.map(({ metadata }) => metadata?.uid));
  const named = new Set(served.map(({ pod }) => pod));
  const missing = ready.filter(({ metadata }) => !named.has(metadata?.uid));
  const foreign = served.filter(({ pod }) => pod === undefined || !wanted.has(pod));
  return [
    ...missing.map(({ metadata }) => `ready pod ${metadata?.name ?? ''} is left out`),
    ...foreign.map(({ address, pod }) => `${address} ${describe(pods, pod)}`),
  ];
}

function describe(pods: readonly V1Pod[], uid: string | undefined): string {
  const pod = pods.find(({ metadata }) => metadata?.uid !== undefined && metadata.uid === uid);
  return pod ? `is pod ${pod.metadata?.name ?? ''}, which is not ready` : 'is no pod of the workload';
}
