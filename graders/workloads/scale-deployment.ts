import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';

/** Changes the number of replicas as the learner would with `kubectl scale`. */
export async function scaleDeployment(
  { cluster, namespace }: GraderContext,
  name: string,
  replicas: number,
): Promise<void> {
  await cluster.learner.apps.patchNamespacedDeploymentScale(
    { namespace, name, body: { spec: { replicas } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
}
