import { valueAt } from '../value-at.ts';

const TEMPLATE = ['spec', 'template', 'spec'];

const PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: TEMPLATE,
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  DaemonSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  PodTemplate: ['template', 'spec'],
};

/** Where the pod specification of an object stands, or undefined when its kind makes no pods. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  return Object.hasOwn(PATHS, kind) ? PATHS[kind] : undefined;
}

/** The paths of all containers of a pod specification, init and ephemeral ones included. */
export function containerPaths(value: unknown, specPath: readonly string[]): (string | number)[][] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => {
    const containers = valueAt(value, [...specPath, list]);
    return Array.isArray(containers) ? containers.map((_, i) => [...specPath, list, i]) : [];
  });
}
