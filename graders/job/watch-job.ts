import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { apiStatus, isTransientApiError } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../grader-context.ts';
import { jobOutcome, type JobOutcome } from './job-outcome.ts';
import { isActivePod } from './is-active-pod.ts';

/** One pod that a Job made. */
export interface JobPod {
  name: string;
  succeeded: boolean;
  /** Succeeded or failed. */
  ended: boolean;
  /** Lives of its containers beyond the first. */
  restarts: number;
  /** What its containers wrote, in the order of the containers; complete once it has ended. */
  output: string;
}

/** What was seen of a Job. Times are milliseconds of the grader's clock. */
export interface JobRecord {
  /** Pods made so far, those that are gone by now included. */
  pods: readonly JobPod[];
  /** The most pods that were active at one moment. */
  mostActive: number;
  outcome: JobOutcome;
  /** When it was first seen complete or failed. */
  finishedAt?: number;
  /** When it was first seen to be gone. */
  goneAt?: number;
}

export interface JobWatch {
  /** What was seen up to now; throws the API error that ended the watch. */
  record(): JobRecord;
  stop(): void;
}

/** Bytes of output kept of each pod. */
const OUTPUT_LIMIT = 16_384;

/**
 * Follows a Job of the learner's namespace from now until it is gone or `stop` is called. Looks twice a second
 * at one consistent list of pods; output is read while pods run, because a short lifetime may take Job and pods
 * away soon after the end.
 */
export function watchJob(context: GraderContext, name: string): JobWatch {
  const pods = new Map<string, JobPod>();
  let seen: Omit<JobRecord, 'pods'> = { mostActive: 0, outcome: { state: 'running' } };
  let broken: Error | undefined;
  let exists = false;
  const stopped = new AbortController();
  const signal = AbortSignal.any([context.signal, stopped.signal]);

  const look = async () => {
    const job = await findJob(context, name);
    const now = context.clock.now();
    if (job === undefined) {
      if (exists) seen = { ...seen, goneAt: now };
      return;
    }
    exists = true;
    const owned = await podsOfJob(context, job);
    const active = owned.filter(isActivePod).length;
    const outcome = jobOutcome(job);
    await Promise.all(owned.filter((pod) => !isKnown(pods, pod)).map((pod) => take(context, pods, pod)));
    seen = {
      ...seen,
      outcome,
      mostActive: Math.max(seen.mostActive, active),
      ...(outcome.state === 'running' ? {} : { finishedAt: seen.finishedAt ?? now }),
    };
  };
  const follow = async () => {
    while (!signal.aborted && seen.goneAt === undefined) {
      try {
        await look();
      } catch (error) {
        if (!isTransientApiError(error)) {
          broken = error instanceof Error ? error : new Error(String(error));
          return;
        }
      }
      await context.clock.sleep(500, signal).catch(() => undefined);
    }
  };
  void follow();
  return {
    record: () => {
      if (broken) throw broken;
      return { ...seen, pods: [...pods.values()] };
    },
    stop: () => stopped.abort(),
  };
}

async function findJob({ cluster, namespace }: GraderContext, name: string): Promise<V1Job | undefined> {
  try {
    return await cluster.grader.batch.readNamespacedJob({ namespace, name });
  } catch (error) {
    if (apiStatus(error) === 404) return undefined;
    throw error;
  }
}

async function podsOfJob({ cluster, namespace }: GraderContext, { metadata }: V1Job): Promise<V1Pod[]> {
  const { items } = await cluster.grader.core.listNamespacedPod({ namespace });
  return items.filter((pod) => pod.metadata?.ownerReferences?.some(({ uid }) => uid === metadata?.uid));
}

/** Whether a pod has ended and all its output was read. */
function isKnown(pods: ReadonlyMap<string, JobPod>, { metadata }: V1Pod): boolean {
  const known = pods.get(metadata?.uid ?? '');
  return known !== undefined && known.ended && known.output !== '';
}

/** Notes how a pod stands and what it has written by now. */
async function take(context: GraderContext, pods: Map<string, JobPod>, pod: V1Pod): Promise<void> {
  const uid = pod.metadata?.uid ?? '';
  const phase = pod.status?.phase;
  const output = await outputOf(context, pod);
  pods.set(uid, {
    name: pod.metadata?.name ?? '',
    succeeded: phase === 'Succeeded',
    ended: phase === 'Succeeded' || phase === 'Failed',
    restarts: (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    output: output ?? pods.get(uid)?.output ?? '',
  });
}

/** Undefined while there is nothing to read: the container has not started, or the pod has gone in between. */
async function outputOf({ cluster, namespace }: GraderContext, pod: V1Pod): Promise<string | undefined> {
  const started = (pod.status?.containerStatuses ?? []).filter(({ containerID }) => containerID);
  if (started.length === 0) return undefined;
  try {
    const outputs = await Promise.all(
      started.map(({ name }) =>
        cluster.grader.core.readNamespacedPodLog({
          namespace,
          name: pod.metadata?.name ?? '',
          container: name,
          limitBytes: OUTPUT_LIMIT,
        }),
      ),
    );
    return outputs.join('\n');
  } catch (error) {
    const status = apiStatus(error);
    if (status === 400 || status === 404) return undefined;
    throw error;
  }
}
