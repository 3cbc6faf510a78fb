import { standIn } from '../../../graders/trials/stand-in.ts';
import type { Container, PodSpec } from '../app-pods.ts';
import { configMount } from './config-mount.ts';
import { REWRITE } from './rewrite-config.ts';

/** The pod in which nothing but `render`, and what stands before it, can have made the file. */
export function onlyRender(spec: PodSpec): PodSpec {
  const list = spec.initContainers ?? [];
  const upToRender = list.slice(0, list.findIndex(isRender) + 1);
  return { ...spec, initContainers: upToRender, containers: spec.containers.filter(isMain).map(idle(spec)) };
}

/** The pod in which everything may make the file but `render` and `main`. */
export function withoutRender(spec: PodSpec): PodSpec {
  const nothing = (container: Container) =>
    isRender(container) ? standIn(container, { command: ['/bin/true'] }) : container;

  return { ...withoutMain(spec), initContainers: (spec.initContainers ?? []).map(nothing) };
}

/** The pod with everything but `main`, which stays until it is told to stop and says nothing. */
export function withoutMain(spec: PodSpec): PodSpec {
  const containers = spec.containers.map((container) =>
    isMain(container) ? idle(spec)(container) : container,
  );

  return { ...spec, containers, terminationGracePeriodSeconds: 10 };
}

/** The pod in which `logs` runs and serves nothing. */
export function withoutSidecar(spec: PodSpec): PodSpec {
  const quiet = (container: Container) => (isSidecar(container) ? standIn(container) : container);
  return {
    ...spec,
    initContainers: (spec.initContainers ?? []).map(quiet),
    containers: spec.containers.map(quiet),
  };
}

/** The learner's whole pod, but that other words stand in the file once `render` has made it. */
export function withOtherWords(spec: PodSpec, lines: readonly string[]): PodSpec {
  const rewrite = (render: Container) => ({
    ...standIn(render, { command: [...REWRITE, ...lines], ...configMount(spec) }),
    name: 'saiten-words',
  });

  const initContainers = (spec.initContainers ?? []).flatMap((container) =>
    isRender(container) ? [container, rewrite(container)] : [container],
  );

  return { ...spec, initContainers };
}

const isRender = ({ name }: Container): boolean => name === 'render';
const isSidecar = ({ name }: Container): boolean => name === 'logs';
const isMain = ({ name }: Container): boolean => name === 'main';
const idle = (spec: PodSpec) => (container: Container) => standIn(container, configMount(spec));
