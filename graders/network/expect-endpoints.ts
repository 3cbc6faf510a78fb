import type { V1Pod } from '@kubernetes/client-node';
import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { endpointDifferences } from './endpoint-differences.ts';
import { serviceEndpoints, type ServiceEndpoint } from './service-endpoints.ts';

export interface ExpectedEndpoints {
  /** Service of the learner's namespace. */
  service: string;
  /** Its port; 80 unless told. */
  port?: number;
  /** Reads the pods of the workload by their owners, those on their way out left out; asked at every look. */
  pods: () => Promise<readonly V1Pod[]>;
  /** Milliseconds until it must be so: controllers follow a change of a pod a moment later. */
  within: number;
}

/**
 * Waits until a Service sends its requests to exactly the ready pods of a workload, by uid, and returns the endpoints:
 * where each of them can be asked by itself. Throws a Mismatch `endpoints-differ`.
 */
export async function expectEndpoints(
  context: GraderContext,
  { service, port, pods, within }: ExpectedEndpoints,
): Promise<ServiceEndpoint[]> {
  const look = async () => {
    const endpoints = (await serviceEndpoints(context, service, port)).filter(({ ready }) => ready);
    const differences = endpointDifferences(endpoints, await pods());
    if (differences.length === 0 && endpoints.length > 0) return endpoints;
    throw context.mismatch(
      'endpoints-differ',
      { name: service },
      {
        expected: 'exactly the ready pods of the workload',
        found: differences.slice(0, 5).join('; ') || 'no endpoint is ready',
      },
    );
  };

  return eventually(context, look, { within, every: 500 });
}
