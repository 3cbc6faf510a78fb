import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from './containers-of.ts';

/** Where the life of a container that a pod's status tells of is found; undefined before its first start. */
export function containerPlace(
  pod: V1Pod,
  container: string,
): { node: string; container: string } | undefined {
  const id = containersOf(pod).find(({ name }) => name === container)?.containerId;
  const hash = /^[a-z0-9-]+:\/\/([0-9a-f]{64})$/.exec(id ?? '')?.[1];
  const node = pod.spec?.nodeName;
  return hash === undefined || node === undefined ? undefined : { node, container: hash };
}
