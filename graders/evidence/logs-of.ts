import type { Evidence } from '../contract/finding.ts';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { redact } from './redact.ts';

const LINES = 50;
const BYTES = 16 * 1024;

export interface LogSource {
  pod: string;
  container: string;
  /** Values that must not be shown, such as those of the Secrets the pod reads. */
  secrets?: readonly string[];
}

/**
 * The last lines of a container, of the run before its last restart too where there was one, as evidence. A container that has
 * not started has none.
 */
export async function logsOf(
  { cluster, namespace }: Pick<GraderContext, 'cluster' | 'namespace'>,
  { pod, container, secrets = [] }: LogSource,
): Promise<Evidence[]> {
  const read = async (previous: boolean): Promise<Evidence[]> => {
    const text = await cluster.grader.core
      .readNamespacedPodLog({
        name: pod,
        namespace,
        container,
        previous,
        tailLines: LINES,
        limitBytes: BYTES,
      })
      .catch((error: unknown) => {
        // 400: the container has not started, or never restarted; 404: the pod is gone.
        if (apiStatus(error) === 400 || apiStatus(error) === 404) return '';
        throw error;
      });

    if (text === '') return [];
    const source = `Pod ${pod}, ${container}${previous ? ' (before its restart)' : ''}`;
    return [{ kind: 'logs', source, text: redact(text, secrets).slice(-4000) }];
  };

  return [...(await read(true)), ...(await read(false))];
}
