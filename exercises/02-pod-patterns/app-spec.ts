import type { GraderContext } from '../../graders/grader-context.ts';
import { readDeployment } from '../../graders/workload/read-deployment.ts';
import type { PodSpec } from './app-pods.ts';

/** The pod spec of Deployment `app`, as the API server stores it. */
export async function appSpec(context: GraderContext): Promise<PodSpec> {
  const { spec } = (await readDeployment(context, 'app')).spec.template;
  if (spec === undefined) throw new Error('The API server returned Deployment app without a pod spec');
  return spec;
}
