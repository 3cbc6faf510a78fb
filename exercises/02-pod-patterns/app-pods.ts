import type { GraderContext } from '../../graders/core/grader-context.ts';
import { podsOf } from '../../graders/workloads/pods-of.ts';
import { readDeployment } from '../../graders/workloads/read-deployment.ts';
import { replicaSets } from '../../graders/workloads/replica-sets.ts';

/** A pod as the Kubernetes client returns it. */
export type Pod = Awaited<ReturnType<typeof podsOf>>[number];
export type PodSpec = NonNullable<Pod['spec']>;
export type Container = PodSpec['containers'][number];

/** Both pods of the current revision of Deployment `app`, ready or not; a Mismatch while there are not two. */
export async function appPods(context: GraderContext): Promise<readonly [Pod, Pod]> {
  const deployment = await readDeployment(context, 'app');
  const [current] = await replicaSets(context, deployment);
  const pods = current ? await podsOf(context, [current]) : [];
  const [first, second] = pods;
  if (first && second && pods.length === 2) return [first, second];
  const refusal = deployment.status?.conditions?.find(({ type }) => type === 'ReplicaFailure')?.message;
  throw context.mismatch(
    'app-pods-missing',
    { count: pods.length },
    { expected: '2', found: refusal ?? `${pods.length}` },
  );
}
