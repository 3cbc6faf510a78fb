import type { V1Pod } from '@kubernetes/client-node';
import { containersOf, type ContainerReport } from './containers-of.ts';

/** Lives after which a container that fails again is not going to start by waiting longer. */
const LIVES = 2;

/** The first container of a pod that keeps failing, if there is one. */
export function crashLooping(pod: V1Pod): ContainerReport | undefined {
  return containersOf(pod).find(
    ({ waiting, restarts }) => waiting === 'CrashLoopBackOff' && restarts >= LIVES,
  );
}
