import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import { createDocker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { createKind } from '../../../../../services/clusters/kind/kind.ts';
import { etcdSnapshotImage } from '../../../../../services/clusters/kind/node-image/etcd-snapshot-image.ts';
import type { Program } from '../../../../../services/clusters/kind/engine/program.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

const ABSENT = { exitCode: 1, stderr: 'Error: No such image' };
const TAKEN = { stdout: 'H4sIAAAA\n' };
const SNAPSHOT = expect.stringMatching(/^saiten-node-snapshot:[0-9a-f]{16}$/) as unknown;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-snapshot-'));
  await writeFile(join(folder, 'kubeconfig'), 'its kubeconfig');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Story {
  answers: Record<string, Partial<CommandOutcome>>;
  kindVersion?: string;
  policy?: string;
  signal?: AbortSignal;
}

function prime({ answers, kindVersion = 'kind v0.33.0', policy = 'p1', signal }: Story) {
  const scripted = scriptedRunner({ 'kind version': { stdout: kindVersion }, ...answers });
  const did: string[] = [];

  const program =
    (name: string): Program =>
    (args, call) => {
      if (args[0] !== 'version') did.push(`${name} ${args[0]}`);
      return scripted.run({ program: name, args, environment: {}, ...call });
    };

  const name = etcdSnapshotImage({
    docker: createDocker(program('docker')),
    kind: createKind(program('kind')),
    engine: { cgroupVersion: 2 },
    ...{ image: 'layers:1', imageId: 'sha256:0123', cluster: 'test-snapshot-1', timeoutMs: 1000 },
    async prepare() {
      did.push('prepare');
      return { kubeconfigFile: join(folder, 'kubeconfig') };
    },
    manifests: [{ apiVersion: 'v1', kind: 'Policy', metadata: { name: policy } }],
    async apply(kubeconfig) {
      did.push(`apply to ${kubeconfig}`);
    },
    async destroy() {
      did.push('destroy');
    },
    logger: { info: (facts: object) => void did.push(`log ${JSON.stringify(facts)}`) },
    signal: signal ?? new AbortController().signal,
  });

  return { name, did, commands: scripted.commands };
}

describe('etcdSnapshotImage', () => {
  it('takes the one that is there', async () => {
    const { name, did } = prime({ answers: {} });
    expect([await name, did]).toEqual([SNAPSHOT, ['docker image']]);
  });

  it('makes it from the data of a cluster that nobody used, and removes that', async () => {
    const { name, did, commands } = prime({ answers: { 'docker image': ABSENT, 'docker exec': TAKEN } });
    expect(await name).toEqual(SNAPSHOT);

    expect(did).toEqual([
      ...['docker image', 'prepare', 'kind create', 'apply to its kubeconfig', 'docker exec', 'docker build'],
      'destroy',
    ]);

    const context = Buffer.from(commands.at(-1)?.stdin ?? []).toString();
    expect([context.includes('FROM layers:1'), context.includes('H4sIAAAA')]).toEqual([true, true]);
  });

  it.each([
    ['kind', { kindVersion: 'kind v0.34.0' }],
    ['the policies', { policy: 'p2' }],
  ])('makes another one when %s changed', async (_, change) => {
    const [before, after] = [prime({ answers: {} }), prime({ answers: {}, ...change })];
    expect(await before.name).not.toBe(await after.name);
  });

  it.each([
    ['kind fails', { 'kind create': { exitCode: 1, stderr: 'no space' } }, 'no space'],
    [
      'something in it names its node',
      { 'docker exec': { exitCode: 1, stderr: 'found 10.9.8.7' } },
      '10.9.8.7',
    ],
    ['the image cannot be built', { 'docker build': { exitCode: 1, stderr: 'bad unit' } }, 'bad unit'],
  ])('goes without when %s, says so, and removes the cluster', async (_, answers, said) => {
    const { name, did } = prime({ answers: { 'docker image': ABSENT, ...answers } });
    expect(await name).toBeUndefined();
    expect([did.at(-2), did.at(-1)]).toEqual(['destroy', expect.stringContaining(said)]);
  });

  it('does not hold it against the image that the engine is away', async () => {
    const { name } = prime({
      answers: { docker: { exitCode: 1, stderr: 'Cannot connect to the Docker daemon' } },
    });

    await expect(name).rejects.toMatchObject({ code: 'engine-unreachable' });
  });

  it('ends when it is cancelled, and removes the cluster', async () => {
    const { name, did } = prime({
      answers: { 'docker image': ABSENT, 'kind create': { aborted: true, exitCode: undefined } },
      signal: AbortSignal.abort(new Error('enough')),
    });

    await expect(name).rejects.toThrow();
    expect(did.at(-1)).toBe('destroy');
  });
});
