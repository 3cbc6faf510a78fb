import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { apiStatus, isTransientApiError } from '../cluster-access/api-errors.ts';
import { containersOf } from '../containers/containers-of.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { isActivePod } from './is-active-pod.ts';
import { jobOutcome, type JobOutcome } from './job-outcome.ts';
import { type JobPod, jobPodOf } from './job-pod.ts';
import { type PodLog, readPodLog } from './read-pod-log.ts';

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
  /** What was seen up to now; throws the error that ended the watch. */
  record(): JobRecord;
  /** The same as it is now, once the output of all pods that have ended is read; throws when it could not be. */
  settled(): Promise<JobRecord>;
  stop(): void;
}

export interface JobWatchOptions {
  /** Told of a running pod again and again, of each once at a time. */
  onRunning?: (pod: V1Pod) => Promise<void>;
}

const EVERY = 500;
/** Milliseconds between two readings of a pod that still runs: it may be taken away before its end is seen. */
const READ_EVERY = 2_000;
/** Pods that are read or looked at at the same time; a Job may make very many. */
const AT_ONCE = 12;
/** Looks in a row that may go wrong before the watch gives up. */
const PATIENCE = 20;

/**
 * Follows a Job of the learner's namespace from now until it is gone or `stop` is called. Looks twice a second
 * at one consistent list of pods; output is read beside that, also while pods run, because a short lifetime may take Job
 * and pods away soon after the end.
 */
export function watchJob(
  context: GraderContext,
  name: string,
  { onRunning }: JobWatchOptions = {},
): JobWatch {
  const pods = new Map<string, { pod: V1Pod; indexed: boolean }>();
  const logs = new Map<string, PodLog & { at: number; whole: boolean }>();
  const tasks = new Map<string, Promise<void>>();
  let seen: Omit<JobRecord, 'pods'> = { mostActive: 0, outcome: { state: 'running' } };
  let broken: Error | undefined;
  let last: Error | undefined;
  let failures = 0;
  let exists = false;
  const stopped = new AbortController();
  const signal = AbortSignal.any([context.signal, stopped.signal]);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      last = error instanceof Error ? error : new Error(String(error));
      if (!isTransientApiError(error) || failures >= PATIENCE) broken ??= last;
    }
  };

  /** Begins something about a pod beside the watch, unless it is still at it. */
  const begin = (key: string, work: () => Promise<void>): void => {
    if (tasks.has(key) || tasks.size >= AT_ONCE) return;

    tasks.set(
      key,
      attempt(work).finally(() => tasks.delete(key)),
    );
  };

  const read = async (pod: V1Pod): Promise<void> => {
    const at = context.clock.now();
    const found = await readPodLog(context, pod);
    const uid = pod.metadata?.uid ?? '';
    const known = logs.get(uid);
    // The files go with the pod: what was read before must not be lost.
    const log = known !== undefined && known.text.length >= found.text.length ? known : found;
    const complete = log.complete || log.text === '';
    logs.set(uid, { text: log.text, complete, at, whole: hasEnded(pod) });
  };

  const follow = (pod: V1Pod): void => {
    const uid = pod.metadata?.uid ?? '';
    const log = logs.get(uid);
    const due = hasEnded(pod) ? log?.whole !== true : context.clock.now() - (log?.at ?? 0) >= READ_EVERY;
    const containers = containersOf(pod);
    if (due && containers.some(({ containerId }) => containerId)) begin(`read ${uid}`, () => read(pod));
    if (onRunning && containers.some(({ running }) => running)) begin(`look ${uid}`, () => onRunning(pod));
  };

  const look = async (): Promise<void> => {
    const job = await findJob(context, name);
    const now = context.clock.now();

    if (job === undefined) {
      if (exists) seen = { ...seen, goneAt: now };
      return;
    }

    exists = true;
    const indexed = job.spec?.completionMode === 'Indexed';
    const owned = await podsOfJob(context, job);
    const outcome = jobOutcome(job);
    for (const pod of owned) pods.set(pod.metadata?.uid ?? '', { pod, indexed });
    for (const pod of owned) follow(pod);

    seen = {
      ...seen,
      outcome,
      mostActive: Math.max(seen.mostActive, owned.filter(isActivePod).length),
      ...(outcome.state === 'running' ? {} : { finishedAt: seen.finishedAt ?? now }),
    };
  };

  const record = (): JobRecord => {
    if (broken) throw broken;
    const all = [...pods].map(([uid, { pod, indexed }]) => jobPodOf(pod, logs.get(uid), indexed));
    return { ...seen, pods: all };
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted && seen.goneAt === undefined && broken === undefined) {
      await attempt(look);
      await context.clock.sleep(EVERY, signal).catch(() => undefined);
    }
  };

  void run();
  return {
    record,
    settled: async () => {
      // Who asks may have seen an end that the watch has not.
      if (seen.goneAt === undefined && broken === undefined) await attempt(look);

      const unread = () =>
        [...pods].filter(([uid, { pod }]) => hasEnded(pod) && logs.get(uid)?.whole !== true);

      for (let round = 0; round === 0 || (unread().length > 0 && round < PATIENCE); round += 1) {
        await Promise.all(tasks.values());
        for (const [, { pod }] of unread()) follow(pod);
        await Promise.all(tasks.values());
      }

      // Output that could not be read is not output that was not there.
      if (last !== undefined && unread().length > 0) throw last;
      return record();
    },
    stop: () => stopped.abort(),
  };
}

function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
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
