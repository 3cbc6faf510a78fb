import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';

export interface JsonPatchStep {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

/** Changes a Deployment as the learner would with `kubectl patch --type=json`. */
export async function patchDeployment(
  { cluster, namespace }: GraderContext,
  name: string,
  body: readonly JsonPatchStep[],
): Promise<void> {
  await cluster.learner.apps.patchNamespacedDeployment(
    { namespace, name, body },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
}
