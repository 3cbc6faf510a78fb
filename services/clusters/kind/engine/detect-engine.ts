import { Failure } from '../../../domain/failure.ts';
import { commandEnvironment } from './command-environment.ts';
import type { CommandRunner } from './command-runner.ts';
import { createDocker, type Engine } from './docker.ts';
import { createKind } from '../kind.ts';
import { createProgram } from './program.ts';

export type EngineDetection =
  | {
      available: true;
      engineVersion: string;
      kindVersion: string;
      cgroupVersion: 1 | 2;
      cpus: number;
      memoryBytes: number;
    }
  /** `reason` is one or two sentences for people: what is missing and the next step. */
  | { available: false; code: string; reason: string };

export interface DetectEngineOptions {
  runner: CommandRunner;
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

/** Says whether a kind cluster can be made here. Throws only what is not an expected failure, or a cancellation. */
export async function detectEngine({
  runner,
  environment,
  signal,
}: DetectEngineOptions): Promise<EngineDetection> {
  const passed = commandEnvironment(environment);
  const docker = createDocker(createProgram('docker', runner, passed));
  const kind = createKind(createProgram('kind', runner, passed));

  try {
    const engine = await docker.engine(signal);
    const unfit = whyUnfit(engine);
    if (unfit !== undefined) return { available: false, code: 'engine-unfit', reason: unfit };
    const kindVersion = await kind.version(signal);
    const { version, cgroupVersion, cpus, memoryBytes } = engine;
    return { available: true, engineVersion: version, kindVersion, cgroupVersion, cpus, memoryBytes };
  } catch (error) {
    if (!(error instanceof Failure) || error.fault === 'cancelled') throw error;
    return { available: false, code: error.code, reason: error.message };
  }
}

function whyUnfit({ containers, rootless, cgroupVersion }: Engine): string | undefined {
  if (containers !== 'linux')
    return `Expected an engine for Linux containers, found ${containers}. Switch Docker Desktop to Linux containers.`;
  // https://kind.sigs.k8s.io/docs/user/rootless/
  if (rootless && cgroupVersion === 1)
    return 'Expected cgroup v2 for a rootless engine, found v1. Start the machine with cgroup v2, or use a rootful engine.';
  return undefined;
}
