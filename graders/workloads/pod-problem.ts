import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/**
 * Why a pod is not ready, in Kubernetes' own words and as short as they come, e.g.
 * `web-6d9f-x2: container app: CrashLoopBackOff (back-off 10s restarting failed container)`.
 */
export function podProblem(pod: V1Pod): string {
  const name = pod.metadata?.name ?? '';
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return `${name}: ${scheduled.reason ?? ''} (${scheduled.message ?? ''})`;
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];

  const reasons = statuses.flatMap((status) => {
    const reason = containerProblem(status);
    return reason === undefined ? [] : [`container ${status.name}: ${reason}`];
  });

  return `${name}: ${reasons.join(', ') || (pod.status?.phase ?? 'no status yet')}`;
}

function containerProblem({ state, ready, restartCount, lastState }: V1ContainerStatus): string | undefined {
  if (state?.waiting) return withDetail(state.waiting.reason ?? 'waiting', state.waiting.message);
  if (state?.terminated && state.terminated.exitCode !== 0)
    return withDetail(`exited with code ${state.terminated.exitCode}`, state.terminated.reason);
  if (ready || !state?.running) return undefined;
  const before = lastState?.terminated;
  const restarts = before ? `, restarted ${restartCount} times, last exit code ${before.exitCode}` : '';
  return `running but not ready${restarts}`;
}

function withDetail(reason: string, detail: string | undefined): string {
  return detail ? `${reason} (${detail})` : reason;
}
