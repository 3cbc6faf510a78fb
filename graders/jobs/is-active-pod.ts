import type { V1Pod } from '@kubernetes/client-node';

/** Whether a pod still has to do its work, or is at it: neither ended nor on its way out. */
export function isActivePod({ metadata, status }: V1Pod): boolean {
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return !ended && metadata?.deletionTimestamp === undefined;
}
