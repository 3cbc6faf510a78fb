import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import { podsOf } from './pods-of.ts';
import type { StoredDeployment } from './read-deployment.ts';
import { replicaSets } from './replica-sets.ts';

/**
 * The pods of a Deployment, of all its revisions, found through owners and never through labels; those on their way out
 * are left out.
 */
export async function deploymentPods(context: GraderContext, deployment: StoredDeployment): Promise<V1Pod[]> {
  return podsOf(context, await replicaSets(context, deployment));
}
