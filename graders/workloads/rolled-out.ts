import type { V1Pod } from '@kubernetes/client-node';
import { eventually, type EventuallyOptions } from '../core/eventually.ts';
import { eventsOf } from '../evidence/events-of.ts';
import { podState } from '../evidence/pod-state.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { Mismatch } from '../core/mismatch.ts';
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
  try {
    return await eventually(context, () => look(context, name), { every: 500, ...options });
  } catch (error) {
    if (error instanceof Mismatch && !context.signal.aborted) throw await withEvents(context, name, error);
    throw error;
  }
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
    {
      expected: `${replicas} pods of the newest revision, all ready`,
      found: describe(deployment, pods),
      evidence: notReady(pods).map(podState),
    },
  );
}

function describe({ metadata, status }: StoredDeployment, pods: readonly V1Pod[]): string {
  if ((status?.observedGeneration ?? 0) < metadata.generation)
    return 'the Deployment controller has not looked at the newest spec yet';
  const counts = `${status?.updatedReplicas ?? 0} pods of the newest revision, ${status?.readyReplicas ?? 0} ready pods, ${status?.replicas ?? 0} pods in all`;
  const problems = notReady(pods).map(podProblem);

  const refused = status?.conditions?.find(
    ({ type, status: is }) => type === 'ReplicaFailure' && is === 'True',
  );

  return [counts, ...problems, ...(refused?.message ? [refused.message] : [])].join('; ');
}

/** The first pods that are not ready: more of them would say the same again. */
function notReady(pods: readonly V1Pod[]): V1Pod[] {
  return pods.filter((pod) => !isReady(pod)).slice(0, 2);
}

/**
 * Adds what happened to the first pod that is not ready; asked for once, not at every look. The mismatch stands
 * without it, so that an API server that fails just now takes nothing away.
 */
async function withEvents(context: GraderContext, name: string, mismatch: Mismatch): Promise<Mismatch> {
  const [finding] = mismatch.findings;
  if (finding?.message.id !== 'rollout-incomplete') return mismatch;

  try {
    const owners = (await replicaSets(context, await readDeployment(context, name))).slice(0, 1);
    const [pod] = notReady(await podsOf(context, owners));
    const kind = pod ? 'Pod' : 'ReplicaSet';
    const about = pod?.metadata?.name ?? owners[0]?.name ?? '';
    const events = await eventsOf(context, { kind, name: about });
    const enriched = { ...finding, evidence: [...finding.evidence, ...events] };
    return new Mismatch([enriched], { final: mismatch.final });
  } catch {
    return mismatch;
  }
}
