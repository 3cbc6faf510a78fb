import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../grader-context.ts';

/** Kubernetes puts this map into every namespace. */
const CONTROL = 'kube-root-ca.crt';

/**
 * Whether the API server refuses, as invalid, to change a ConfigMap. Tried as the learner and without storing
 * anything. The same change of a map that surely is not immutable has to be accepted first: a missing right
 * must not pass for immutability.
 */
export async function refusesChange(context: GraderContext, name: string): Promise<boolean> {
  await change(context, CONTROL);
  try {
    await change(context, name);
    return false;
  } catch (error) {
    if (apiStatus(error) === 422) return true;
    throw error;
  }
}

async function change({ cluster, namespace, nonce }: GraderContext, name: string): Promise<void> {
  await cluster.learner.core.patchNamespacedConfigMap(
    { namespace, name, dryRun: 'All', body: { data: { [`probe-${nonce}`]: nonce } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
}
