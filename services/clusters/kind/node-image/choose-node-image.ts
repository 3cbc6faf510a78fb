import { commandEnvironment } from '../engine/command-environment.ts';
import type { CommandRunner } from '../engine/command-runner.ts';
import { createDocker } from '../engine/docker.ts';
import { DEFAULT_NODE_IMAGE } from './node-image.ts';
import { SNAPSHOT_REPOSITORY } from './etcd-snapshot-image.ts';
import { createProgram } from '../engine/program.ts';
import { LAYERS_REPOSITORY } from './layers-outside-var.ts';

export interface NodeImageChoice {
  image: string;
  /** `setting`: asked for; `stock`: the default; `found`: another node image that this engine already has. */
  reason: 'setting' | 'stock' | 'found';
}

/** What every image that kind can start has as its entry point (kind's `base` image sets it). */
const NODE_ENTRYPOINT = '["/usr/local/bin/entrypoint","/sbin/init"]';
const SHORT = 15_000;

/**
 * Decides which node image to use: the setting, else the stock image when the engine has it, else the newest
 * node image that the engine has, as on machines that no registry reaches, else the stock image, to be pulled.
 */
export async function chooseNodeImage(options: {
  wanted: string | undefined;
  runner: CommandRunner;
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}): Promise<NodeImageChoice> {
  if (options.wanted !== undefined) return { image: options.wanted, reason: 'setting' };
  const program = createProgram('docker', options.runner, commandEnvironment(options.environment));
  const stock = { image: DEFAULT_NODE_IMAGE, reason: 'stock' } as const;
  if ((await createDocker(program).imageId(DEFAULT_NODE_IMAGE, options.signal)) !== undefined) return stock;

  const listed = await program(
    ['image', 'ls', '--filter', 'dangling=false', '--format', '{{.Repository}}:{{.Tag}}'],
    {
      timeoutMs: SHORT,
      signal: options.signal,
    },
  );

  // Docker lists the newest first.
  for (const image of listed.stdout.split('\n').filter(isCandidate)) {
    const args = ['image', 'inspect', '--format', '{{json .Config.Entrypoint}}', image];
    const { stdout } = await program(args, { timeoutMs: SHORT, signal: options.signal });
    if (stdout.trim() === NODE_ENTRYPOINT) return { image, reason: 'found' };
  }

  return stock;
}

/** What we make of node images; the last two were their names before 2026-12. */
const OURS = [LAYERS_REPOSITORY, SNAPSHOT_REPOSITORY, 'saiten-node-slim', 'saiten-node-primed'];

function isCandidate(name: string): boolean {
  const isOurs = OURS.some((ours) => name.startsWith(`${ours}:`));
  return name !== '' && !name.includes('<none>') && !isOurs;
}
