import type { V1Pod } from '@kubernetes/client-node';
import { eventually, type EventuallyOptions } from '../eventually.ts';
import type { GraderContext } from '../grader-context.ts';
import { isComplete } from './is-complete.ts';
import { isReady } from './is-ready.ts';
import { podProblem } from './pod-problem.ts';
import { podsOf } from './pods-of.ts';
import { readDeployment, type StoredDeployment } from './read-deployment.ts';
import { replicaSets, type Revision } from './replica-sets.ts';

export interface RolledOut {
  deployment: StoredDeployment;
  /** The ReplicaSet of the current pod template. */
  current: Revision;
  /** Its pods, all of them ready. */
  pods: readonly V1Pod[];
}

/**
 * Waits until a Deployment is completely rolled out: its controller has seen the newest spec, every wanted pod
 * is of the newest ReplicaSet, ready and available, and no pod of another one is left but those on their way
 * out. Throws a Mismatch `deployment-missing`, `no-replicas` or `rollout-incomplete` that says what it saw last.
 */
export async function rolledOut(
  context: GraderContext,
  name: string,
  options: EventuallyOptions,
): Promise<RolledOut> {
  return eventually(context, () => look(context, name), options);
}

async function look(context: GraderContext, name: string): Promise<RolledOut> {
  const deployment = await readDeployment(context, name);
  const { replicas } = deployment.spec;
  if (replicas === 0) throw context.mismatch('no-replicas', { name });
  const revisions = await replicaSets(context, deployment);
  const [current] = revisions;
  const pods = current ? await podsOf(context, [current]) : [];
  if (current && isComplete(deployment) && pods.length === replicas && pods.every(isReady))
    return { deployment, current, pods };
  throw context.mismatch(
    'rollout-incomplete',
    { name },
    { expected: `${replicas} pods of the newest revision, all ready`, found: describe(deployment, pods) },
  );
}

function describe({ metadata, status }: StoredDeployment, pods: readonly V1Pod[]): string {
  if ((status?.observedGeneration ?? 0) < metadata.generation)
    return 'the Deployment controller has not looked at the newest spec yet';
  const counts = `${status?.updatedReplicas ?? 0} pods of the newest revision, ${status?.readyReplicas ?? 0} ready pods, ${status?.replicas ?? 0} pods in all`;
  const problems = pods.filter((pod) => !isReady(pod)).map(podProblem);
  const refused = status?.conditions?.find(
    ({ type, status: is }) => type === 'ReplicaFailure' && is === 'True',
  );
  return [counts, ...problems.slice(0, 3), ...(refused?.message ? [refused.message] : [])].join('; ');
}
