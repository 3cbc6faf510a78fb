import type { V1Pod } from '@kubernetes/client-node';

/** Whether the pod's own condition says that it may be sent requests. */
export function isReady({ status }: V1Pod): boolean {
  return (
    status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ??
    false
  );
}
