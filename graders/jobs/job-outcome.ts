import type { V1Job, V1JobCondition } from '@kubernetes/client-node';

/** How a Job stands: by its conditions, because its counters move before the Job is over. */
export type JobOutcome = { state: 'running' } | FinishedJob;

export type FinishedJob = {
  /** When the cluster says it ended, in milliseconds since the epoch, whole seconds. */
  at: number;
} & ({ state: 'complete' } | { state: 'failed'; reason: string; message: string });

/** `complete` and `failed` are final; a Job about to fail (`FailureTarget`) still counts as running. */
export function jobOutcome({ status }: V1Job): JobOutcome {
  const holds = (type: string) =>
    status?.conditions?.find(
      (condition: V1JobCondition) => condition.type === type && condition.status === 'True',
    );

  const failed = holds('Failed');
  const end = failed ?? holds('Complete');
  if (end === undefined) return { state: 'running' };
  const at = end.lastTransitionTime?.getTime() ?? 0;
  if (end !== failed) return { state: 'complete', at };
  return { state: 'failed', at, reason: failed.reason ?? '', message: failed.message ?? '' };
}
