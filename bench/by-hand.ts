import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { byHandConfiguration } from './by-hand-configuration.ts';
import { timed, type Phases } from './timed.ts';

/** The manifest that both sides apply. */
export const GREETING = fileURLToPath(
  new URL('../test/fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url),
);

/** What a person would do for the same check, on a plain cluster of the same node image. */
export async function byHand(image: string, cgroupVersion: 1 | 2): Promise<Phases> {
  const folder = await mkdtemp(join(tmpdir(), 'by-hand-'));
  const name = `byhand${randomUUID().slice(0, 8)}`;
  const kubeconfig = join(folder, 'kubeconfig');

  const kubectl = (...args: string[]) =>
    execa(
      'docker',
      [
        'exec',
        '-i',
        `${name}-control-plane`,
        'kubectl',
        '--kubeconfig',
        '/etc/kubernetes/admin.conf',
        ...args,
      ],
      {
        ...(args.includes('-') ? { inputFile: GREETING } : {}),
      },
    );

  const phases: Phases = {};

  try {
    const create = [
      'create',
      'cluster',
      '--name',
      name,
      '--image',
      image,
      '--kubeconfig',
      kubeconfig,
      '--config',
      '-',
    ];

    await timed(phases, 'kind create cluster', () =>
      execa('kind', create, { input: byHandConfiguration(cgroupVersion) }),
    );

    await timed(phases, 'kubectl apply', () => kubectl('apply', '-f', '-'));
    const until = '--for=jsonpath={.data.text}=welcome to the cluster';
    await timed(phases, 'kubectl wait', () => kubectl('wait', until, 'configmap/greeting', '--timeout=60s'));
  } finally {
    await timed(phases, 'kind delete cluster', () =>
      execa('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig]),
    );

    await rm(folder, { recursive: true, force: true });
  }

  return phases;
}
