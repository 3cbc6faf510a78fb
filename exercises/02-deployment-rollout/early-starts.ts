import type { V1Pod } from '../../graders/core/kubernetes-types.ts';

/** A pod that was there for its clients sooner than the start delay allows. */
export interface EarlyStart {
  pod: string;
  /** What showed it. */
  how: string;
}

/** Seconds a server waits before it listens. */
export const START_DELAY = 3;
/** Seconds by which the container runtime may note the start of a program too late, parts of a second included. */
const NOTED_LATE = 1;

/**
 * The moment, in seconds since the epoch, before which nothing of a pod can have been there for its clients if it kept
 * the start delay; undefined before it started. The kubelet took on the pod before any program ran, and the runtime
 * noted the start of the first one soon after; all times have their parts of a second cut off.
 */
export function notBefore({ status }: V1Pod): number | undefined {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];

  const starts = containers
    .flatMap(({ state, lastState }) => [state?.running, state?.terminated, lastState?.terminated])
    .flatMap((phase) => phase?.startedAt?.getTime() ?? []);

  const taken = status?.startTime?.getTime();
  if (starts.length === 0 || taken === undefined) return undefined;
  return Math.max(taken / 1000, Math.min(...starts) / 1000 - NOTED_LATE) + START_DELAY;
}

/** The pods that were ready before that. */
export function earlyStarts(pods: readonly V1Pod[]): EarlyStart[] {
  return pods.flatMap((pod) => {
    const ready = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
    const readyAt = ready?.lastTransitionTime?.getTime();
    const expected = notBefore(pod);
    if (readyAt === undefined || expected === undefined) return [];
    const missing = expected - readyAt / 1000;
    if (missing <= 0 || wasReadyBefore(pod, readyAt)) return [];
    return [{ pod: pod.metadata?.name ?? '', how: `ready ${missing} s too early` }];
  });
}

/** Whether the pod was ready before its oldest container that is known now: that one is not its first. */
function wasReadyBefore({ status }: V1Pod, readyAt: number): boolean {
  return (status?.containerStatuses ?? []).every(
    ({ state }) => state?.running?.startedAt !== undefined && state.running.startedAt.getTime() > readyAt,
  );
}
