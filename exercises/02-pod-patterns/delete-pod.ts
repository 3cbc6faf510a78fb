import type { GraderContext } from '../../graders/grader-context.ts';
import type { Pod } from './app-pods.ts';

/** Deletes a pod as `kubectl delete pod` does, with the grace period that its manifest asks for. */
export async function deletePod({ cluster, namespace }: GraderContext, { metadata }: Pod): Promise<void> {
  await cluster.learner.core.deleteNamespacedPod({ namespace, name: metadata?.name ?? '' });
}
