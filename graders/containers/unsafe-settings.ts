import type { V1Container, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { containersOf } from './containers-of.ts';

/** One setting that lets a pod out of its box. `path` leads to it from the pod's `spec`. */
export interface UnsafeSetting {
  kind: 'host-path' | 'host-namespace' | 'root-user';
  /** What it is about: a volume, a field, a container. */
  subject: string;
  path: (string | number)[];
}

/**
 * Host paths, host namespaces and containers that run as root in a pod or pod template. For a pod that runs, the
 * user id that the runtime reports decides; where there is none yet, the settings: a user id other than 0, or
 * `runAsNonRoot`, with which kubelet refuses to start as root.
 */
export function unsafeSettings(pod: V1Pod): UnsafeSetting[] {
  const spec = pod.spec;
  if (spec === undefined) return [];
  return [...hostPaths(spec), ...hostNamespaces(spec), ...rootUsers(pod, spec)];
}

function hostPaths({ volumes = [] }: V1PodSpec): UnsafeSetting[] {
  return volumes.flatMap(({ name, hostPath }, index) =>
    hostPath ? [{ kind: 'host-path' as const, subject: name, path: ['volumes', index, 'hostPath'] }] : [],
  );
}

function hostNamespaces(spec: V1PodSpec): UnsafeSetting[] {
  const fields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;
  return fields
    .filter((field) => spec[field] === true)
    .map((field) => ({ kind: 'host-namespace', subject: field, path: [field] }));
}

function rootUsers(pod: V1Pod, spec: V1PodSpec): UnsafeSetting[] {
  return containersOf(pod)
    .filter(({ uid, spec: container }) => (uid === undefined ? mayBeRoot(container, spec) : uid === 0))
    .map(({ name, role }) => {
      const list = role === 'main' ? 'containers' : 'initContainers';
      const index = spec[list]?.findIndex((container) => container.name === name) ?? 0;
      return { kind: 'root-user', subject: name, path: [list, index] };
    });
}

function mayBeRoot({ securityContext: own }: V1Container, { securityContext: shared }: V1PodSpec): boolean {
  const user = own?.runAsUser ?? shared?.runAsUser;
  if (user !== undefined) return user === 0;
  return !(own?.runAsNonRoot ?? shared?.runAsNonRoot ?? false);
}
