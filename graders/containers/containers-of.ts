import type { V1Container, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** `init` ends before the next one starts, `sidecar` is an init container that keeps running, `main` is the rest. */
export type ContainerRole = 'init' | 'sidecar' | 'main';

/** One container of a pod: what was asked for and what became of it. Times are milliseconds since the epoch. */
export interface ContainerReport {
  name: string;
  role: ContainerRole;
  spec: V1Container;
  /** With the runtime's name in front, as in `containerd://…`; absent before the first start. */
  containerId?: string;
  running: boolean;
  ready: boolean;
  restarts: number;
  /** Start of the present life, or of the last one. */
  startedAt?: number;
  /** End of the last life; absent while running. */
  finishedAt?: number;
  exitCode?: number;
  /** Why it waits, such as `CrashLoopBackOff`. */
  waiting?: string;
  /** User id of its first process, as the runtime tells it. */
  uid?: number;
}

/** The containers of a pod in the order in which they are declared, init containers first. */
export function containersOf(pod: V1Pod): ContainerReport[] {
  const { initContainers = [], containers = [] } = pod.spec ?? {};
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];

  const report = (spec: V1Container, role: ContainerRole) =>
    reportOf(
      spec,
      role,
      statuses.find(({ name }) => name === spec.name),
    );

  return [
    ...initContainers.map((spec) => report(spec, spec.restartPolicy === 'Always' ? 'sidecar' : 'init')),
    ...containers.map((spec) => report(spec, 'main')),
  ];
}

function reportOf(
  spec: V1Container,
  role: ContainerRole,
  status: V1ContainerStatus | undefined,
): ContainerReport {
  const { running, terminated, waiting } = status?.state ?? {};
  const ended = terminated ?? (running ? undefined : status?.lastState?.terminated);
  return {
    name: spec.name,
    role,
    spec,
    ...defined({ containerId: status?.containerID }),
    running: running !== undefined,
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    ...defined({
      startedAt: (running ?? ended)?.startedAt?.getTime(),
      finishedAt: ended?.finishedAt?.getTime(),
      exitCode: ended?.exitCode,
      waiting: waiting?.reason,
      uid: status?.user?.linux?.uid,
    }),
  };
}

/** Leaves out what is undefined. */
function defined<Values extends object>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
