import type { V1Pod } from '../../graders/core/kubernetes-types.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { deploymentPods } from '../../graders/workloads/deployment-pods.ts';
import { readDeployment } from '../../graders/workloads/read-deployment.ts';

/**
 * The pods of an application's Deployment, of all its revisions; those on their way out are left out. None when there is
 * no such Deployment.
 */
export async function applicationPods(context: GraderContext, name: string): Promise<V1Pod[]> {
  try {
    return await deploymentPods(context, await readDeployment(context, name));
  } catch (error) {
    if (error instanceof Mismatch) return [];
    throw error;
  }
}
