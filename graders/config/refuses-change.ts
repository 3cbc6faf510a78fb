import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { apiAnswer } from '../cluster-access/api-answer.ts';
import type { GraderContext } from '../core/grader-context.ts';

/**
 * Whether the API server refuses to change a ConfigMap because it is immutable. Tried as the learner and without storing
 * anything. A map that is not there, as a volume that is optional may name one, refuses nothing; nor does one that
 * refuses for another reason, such as its size. Other failures are thrown.
 */
export async function refusesChange(
  { cluster, namespace, nonce }: Pick<GraderContext, 'cluster' | 'namespace' | 'nonce'>,
  name: string,
): Promise<boolean> {
  try {
    await cluster.learner.core.patchNamespacedConfigMap(
      { namespace, name, dryRun: 'All', body: { data: { [`probe-${nonce}`]: nonce } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );

    return false;
  } catch (error) {
    const { code, details } = apiAnswer(error) ?? {};
    if (code === 422)
      return (details?.causes ?? []).some(({ message = '' }) => message.includes('field is immutable'));
    if (code === 404 || code === 413) return false;
    throw error;
  }
}
