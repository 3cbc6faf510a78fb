import type { V1Pod } from '@kubernetes/client-node';

/** A pod that was there for its clients sooner than the start delay allows. */
export interface EarlyStart {
  pod: string;
  /** What showed it. */
  how: string;
}

/** Seconds a server waits before it listens. */
export const START_DELAY = 3;

/**
 * When the first container of a pod started, in seconds since the epoch; undefined before. The kubelet cuts off parts of a
 * second, so that nothing can have happened sooner after the start than it looks.
 */
export function firstStart({ status }: V1Pod): number | undefined {
  const starts = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap(
    ({ state, lastState }) =>
      [state?.running, state?.terminated, lastState?.terminated].map((phase) => phase?.startedAt?.getTime()),
  );
  const known = starts.filter((start) => start !== undefined);
  return known.length === 0 ? undefined : Math.min(...known) / 1000;
}

/** The pods that were ready less than the start delay after their first container had started. */
export function earlyStarts(pods: readonly V1Pod[]): EarlyStart[] {
  return pods.flatMap((pod) => {
    const ready = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
    const readyAt = ready?.lastTransitionTime?.getTime();
    const start = firstStart(pod);
    if (readyAt === undefined || start === undefined) return [];
    const seconds = readyAt / 1000 - start;
    if (seconds < 0 || seconds >= START_DELAY) return [];
    return [{ pod: pod.metadata?.name ?? '', how: `ready ${seconds} s after its start` }];
  });
}
