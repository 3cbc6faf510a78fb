import { apiStatus } from '../../graders/cluster-access/api-errors.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Pod } from './app-pods.ts';

/**
 * Deletes a pod as `kubectl delete pod` does, with the grace period that its manifest asks for; one that has gone by itself
 * is fine.
 */
export async function deletePod({ cluster, namespace }: GraderContext, { metadata }: Pod): Promise<void> {
  try {
    await cluster.learner.core.deleteNamespacedPod({ namespace, name: metadata?.name ?? '' });
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
  }
}
