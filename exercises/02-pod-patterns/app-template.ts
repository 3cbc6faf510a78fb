import type { GraderContext } from '../../graders/core/grader-context.ts';
import { readDeployment } from '../../graders/workloads/read-deployment.ts';
import { type Unlabelled, withoutLabels } from '../../graders/objects/without-labels.ts';

/** What the pods of Deployment `app` are but for their labels, as the API server stores it. */
export async function appTemplate(context: GraderContext): Promise<Unlabelled> {
  return withoutLabels((await readDeployment(context, 'app')).spec.template);
}
