import { apiStatus } from '../cluster-access/api-errors.ts';
import { asFinal } from '../core/as-final.ts';
import type { GraderContext } from '../core/grader-context.ts';

/**
 * The address of a Service of the learner's namespace by its cluster IP, so that name resolution takes no part.
 * Throws a final Mismatch `service-missing` when there is none of that name with a cluster IP and that port.
 */
export async function serviceUrl(context: GraderContext, name: string, port = 80): Promise<string> {
  const { cluster, namespace } = context;

  const service = await cluster.grader.core
    .readNamespacedService({ namespace, name })
    .catch((error: unknown) => {
      if (apiStatus(error) === 404) return undefined;
      throw error;
    });

  const address = service?.spec?.clusterIP;
  const ports = service?.spec?.ports?.map((entry) => entry.port) ?? [];
  if (address !== undefined && address !== 'None' && ports.includes(port))
    return `http://${address}:${port}/`;

  const found = service
    ? `cluster IP ${address ?? 'missing'}, ports ${ports.join(', ') || 'none'}`
    : 'no Service of that name';

  throw asFinal(context.mismatch('service-missing', { name, port }, { found }));
}
