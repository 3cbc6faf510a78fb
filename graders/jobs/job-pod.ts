import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from '../containers/containers-of.ts';
import type { PodLog } from './read-pod-log.ts';

/** One pod that a Job made. Times are milliseconds since the epoch. */
export interface JobPod {
  uid: string;
  name: string;
  /** Its number, when the Job is indexed. */
  index?: number;
  succeeded: boolean;
  /** Succeeded or failed. */
  ended: boolean;
  /** Lives of its containers beyond the first, of init containers too. */
  restarts: number;
  /** Start of the first of its containers and end of the last one, as far as they have come; whole seconds. */
  startedAt?: number;
  finishedAt?: number;
  /** Of its containers that have ended, in the order of their declaration. */
  exitCodes: readonly number[];
  /** What its containers wrote, one after the other. */
  output: string;
  /** Whether that is all they ever wrote. */
  complete: boolean;
}

/** Puts together how a pod stands and what was read of its output. `indexed` says whether the Job numbers its pods. */
export function jobPodOf(pod: V1Pod, log: PodLog | undefined, indexed: boolean): JobPod {
  const { metadata, status } = pod;
  const containers = containersOf(pod);
  const starts = containers.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = containers.flatMap(({ finishedAt }) => finishedAt ?? []);
  const index = indexed ? indexOf(pod) : undefined;
  return {
    uid: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    ...(index === undefined ? {} : { index }),
    succeeded: status?.phase === 'Succeeded',
    ended: status?.phase === 'Succeeded' || status?.phase === 'Failed',
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    ...(starts.length === 0 ? {} : { startedAt: Math.min(...starts) }),
    ...(ends.length === 0 ? {} : { finishedAt: Math.max(...ends) }),
    exitCodes: containers.flatMap(({ exitCode }) => exitCode ?? []),
    output: log?.text ?? '',
    complete: log?.complete ?? true,
  };
}

/** The controller writes it over whatever the template says. */
function indexOf({ metadata }: V1Pod): number | undefined {
  const text = metadata?.annotations?.['batch.kubernetes.io/job-completion-index'];
  return text === undefined ? undefined : Number(text);
}
