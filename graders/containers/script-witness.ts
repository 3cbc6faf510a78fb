import type { V1Pod } from '@kubernetes/client-node';
import { posix } from 'node:path';
import { containersOf } from './containers-of.ts';
import { type ContainerObservation, observeContainer } from './observe-container.ts';
import { shellScript } from './shell-script.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** A script of a ConfigMap that the grader gave. */
export interface GivenScript {
  configMap: string;
  /** Its key. */
  name: string;
  text: string;
}

/** One look at the processes of a pod. Times are milliseconds of the grader's clock. */
export interface Look {
  from: number;
  to: number;
  /** Runs of the given script: when their processes began, and the arguments of the script. */
  runs: readonly { startedAt: number; arguments: readonly string[] }[];
}

export interface ScriptWitness {
  /** Looks at a running pod once. Throws a `HostError` when nobody can look, which is ours. */
  look(pod: V1Pod): Promise<void>;
  /** The looks at a pod, in order of time. */
  looksAt(uid: string): readonly Look[];
}

/**
 * Watches from the node whether pods run a script that the grader gave: a shell that runs the file itself, where
 * the ConfigMap is mounted, with the text that the grader put there. Output and command lines alone prove nothing.
 */
export function createScriptWitness(
  context: Pick<GraderContext, 'cluster' | 'clock'>,
  script: GivenScript,
): ScriptWitness {
  const looks = new Map<string, Look[]>();
  return {
    look: async (pod) => {
      const from = context.clock.now();
      const runs: Look['runs'][number][] = [];

      for (const { name, running } of containersOf(pod)) {
        if (!running) continue;
        const files = placesOf(pod, name, script);
        if (files.length > 0)
          runs.push(...runsIn(await observeContainer(context, pod, name, { files }), script));
      }

      const uid = pod.metadata?.uid ?? '';
      looks.set(uid, [...(looks.get(uid) ?? []), { from, to: context.clock.now(), runs }]);
    },
    looksAt: (uid) => looks.get(uid) ?? [],
  };
}

/** Where a container finds the script, by what its pod says of its volumes. */
function placesOf({ spec }: V1Pod, container: string, script: GivenScript): string[] {
  const volumes = (spec?.volumes ?? [])
    .filter(
      ({ configMap, projected }) =>
        configMap?.name === script.configMap ||
        projected?.sources?.some((source) => source.configMap?.name === script.configMap),
    )
    .map(({ name }) => name);

  const own = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(
    ({ name }) => name === container,
  );

  return (own?.volumeMounts ?? [])
    .filter(({ name, mountPath }) => volumes.includes(name) && posix.isAbsolute(mountPath))
    .map(({ mountPath }) => posix.normalize(`${mountPath}/${script.name}`))
    .slice(0, 8);
}

function runsIn(seen: ContainerObservation, { name, text }: GivenScript): Look['runs'][number][] {
  if (!seen.running) return [];
  const volumes = seen.mounts.filter(({ volume }) => volume !== undefined);

  const isGiven = (path: string): boolean => {
    const file = seen.files.get(path);
    if (file?.type !== 'file' || file.content !== text) return false;
    return volumes.some(
      ({ path: at, volume }) => at === file.mount && /config-?map|projected/.test(volume?.plugin ?? ''),
    );
  };

  const given = [...seen.files.keys()].filter(isGiven);
  const brought = (executable: string) => volumes.some(({ path }) => executable.startsWith(`${path}/`));
  return seen.processes.flatMap((process) => {
    const run = shellScript(process.arguments);
    if (run === undefined || brought(process.executable)) return [];
    const path = posix.resolve(process.workingFolder, run.path).replace(`/..data/${name}`, `/${name}`);
    return given.includes(path) ? [{ startedAt: process.startedAt, arguments: run.arguments }] : [];
  });
}
