import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterAccess } from '../../../graders/cluster-access/cluster-access.ts';
import { connect } from '../../../graders/cluster-access/connect.ts';
import { endContainer } from '../../../graders/containers/end-container.ts';
import {
  observeContainer,
  type ContainerObservation,
} from '../../../graders/containers/observe-container.ts';
import { readVolumeFile } from '../../../graders/containers/read-volume.ts';
import { readWholeLog } from '../../../graders/evidence/read-whole-log.ts';
import type { HostAccess } from '../../../graders/cluster-access/host-access.ts';
import type { Cluster, Sandbox } from '../../../services/domain/clusters/cluster.ts';
import { kindEngine, systemClock } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';

const engine = await kindEngine();
const PREFIX = `t${randomBytes(4).toString('hex')}`;
const NAME = `${PREFIX}-single-01a`;
const signal = new AbortController().signal;
const ODD = 'a b\n"c\'$(id)';

let dataFolder: string;
let cluster: Cluster;
let sandbox: Sandbox;
let access: ClusterAccess;
let context: { cluster: ClusterAccess };

const provider = () => kindProvider({ prefix: PREFIX, dataFolder, createTimeoutMs: 600_000 });

async function podOf(name: string, namespace = sandbox.namespace): Promise<V1Pod> {
  return access.grader.core.readNamespacedPod({ name, namespace });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 240_000;

  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to that in four minutes');
    await systemClock.sleep(500);
  }
}

async function observe(
  name: string,
  files: string[] = [],
): Promise<ContainerObservation & { running: true }> {
  const seen = await observeContainer(context, await podOf(name), 'main', { files });
  if (!seen.running) throw new Error(`${name} does not run`);
  return seen;
}

async function fileOf(path: string) {
  return (await observe('hostile', [path])).files.get(path);
}

beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-look-'));
  cluster = await provider().create({ name: NAME, profile: 'single', tools: [], signal });
  sandbox = await cluster.openSandbox({ podSecurity: 'baseline', signal });

  const ask = (operation: string, request: unknown) =>
    cluster.askHost({ operation, request }, { sandbox, tools: ['end-container'], signal });

  const kubectl = () => Promise.reject(new Error('unused'));
  const host = { ask } as HostAccess;
  access = connect({ ...sandbox, kubernetesVersion: cluster.kubernetesVersion, kubectl, host });
  context = { cluster: access };
  const kubeconfig = join(dataFolder, 'learner.kubeconfig');
  await writeFile(kubeconfig, sandbox.kubeconfig, { mode: 0o600 });
  const manifest = fileURLToPath(new URL('./hostile-container.yaml', import.meta.url));
  const apply = ['--kubeconfig', kubeconfig, '--context', 'learner', 'apply', '-f', manifest];
  await execa(cluster.kubectlPath, apply);
  await until(async () => (await podOf('crowd')).status?.phase === 'Running');
  await until(async () => (await podOf('over')).status?.phase === 'Succeeded');
  await until(async () => (await podOf('hostile')).status?.phase === 'Running');

  await until(
    async () => (await readVolumeFile(context, await podOf('hostile'), 'data', '/ready')).type === 'file',
  );
}, 900_000);

afterAll(async () => {
  if (!engine.available) return;
  await provider().destroy(NAME);
  await rm(dataFolder, { recursive: true, force: true });
}, 300_000);

describe.skipIf(!engine.available)('a container seen from its node', { timeout: 120_000 }, () => {
  it('shows its first process and what it was started with', async () => {
    const { processes, started } = await observe('hostile');
    const [first] = processes;
    expect(first).toMatchObject({ pid: 1, parent: 0, uid: 0, arguments: ['sleep', '100000'] });
    expect(first?.environment['ODD']).toBe('b c\nd=e');
    expect(started.environment['ODD']).toBe('b c\nd=e');
    expect(started.arguments.slice(0, 2)).toEqual(['sh', '-c']);
    const { metadata } = await podOf('hostile');
    expect(first?.startedAt).toBeGreaterThanOrEqual(metadata?.creationTimestamp?.getTime() ?? Infinity);
    expect(first?.startedAt).toBeLessThan(Date.now());
  });

  it.each([
    ['/', { readOnly: false, fileSystem: 'overlay' }],
    ['/data', { readOnly: false, volume: { plugin: 'empty-dir', name: 'data', part: '/' } }],
    ['/memory', { fileSystem: 'tmpfs', volume: { plugin: 'empty-dir', name: 'memory', part: '/' } }],
    ['/settings', { readOnly: true, volume: { plugin: 'configmap', name: 'settings', part: '/' } }],
    ['/keys', { readOnly: true, fileSystem: 'tmpfs', volume: { plugin: 'secret', name: 'keys', part: '/' } }],
    [
      '/one/colour',
      {
        volume: { plugin: 'configmap', name: 'settings', part: expect.stringMatching(/\/colour$/) as string },
      },
    ],
  ])('shows what is mounted at %s', async (path, expected) => {
    const { mounts } = await observe('hostile');
    expect(mounts.find((mount) => mount.path === path)).toMatchObject(expected);
  });

  it.each([
    ['/settings/colour', { type: 'file', content: 'blue', mode: 0o644, mount: '/settings' }],
    ['/keys/key', { type: 'file', content: 'hush', mode: 0o400, uid: 0, mount: '/keys' }],
    ['/one/colour', { type: 'file', content: 'blue', mount: '/one/colour' }],
    ['/data', { type: 'folder', mode: 0o777, mount: '/data' }],
    ['/h/binary', { type: 'file', content: 'x\0\ufffdy', mode: 0o604, uid: 12, gid: 34, size: 4 }],
    ['/h/sparse', { type: 'file', size: 8 * 1024 ** 3, truncated: true }],
    ['/h/link/inner', { type: 'file', content: 'inner\n', path: '/h/etc/inner' }],
    [`/h/${ODD}`, { type: 'file', content: 'one\n' }],
    ['/h/odd', { type: 'file', content: 'one\n', path: `/h/${ODD}` }],
    ['/h/chain20', { type: 'file', content: 'deep\n' }],
    ['/h/none', { type: 'missing' }],
    ['/h/binary/x', { type: 'missing' }],
    ['/h/loop', { type: 'missing' }],
    ['/h/chain1', { type: 'missing' }],
    // The node has this file, the container has not.
    ['/h/absolute', { type: 'missing' }],
    ['/h/climbing', { type: 'missing' }],
    ['/h/process-root', { type: 'missing' }],
    ['/h/own-root', { type: 'missing' }],
    ['/h/folder', { type: 'missing' }],
    // Root of the node could read these, or would wait for ever.
    ['/h/kernel-log', { type: 'other' }],
    ['/h/environment', { type: 'other' }],
    ['/h/pipe', { type: 'other' }],
    ['/h/null', { type: 'other' }],
    ['/h/disk', { type: 'other' }],
  ])('reads %j as it is in the container', async (path, expected) => {
    expect(await fileOf(path)).toMatchObject(expected);
  });

  it('reads the container’s own file, or none, where a link to the node comes and goes', async () => {
    const paths = Array.from({ length: 32 }, (_, i) => `/h/race/${'./'.repeat(i)}pki/ca.key`);
    const contents: string[] = [];
    for (let round = 0; round < 5; round++)
      for (const file of (await observe('hostile', paths)).files.values())
        if (file.type === 'file') contents.push(file.content);
    expect(contents.filter((content) => content !== 'own\n' && content !== '')).toEqual([]);
    expect(contents).toContain('own\n');
  });

  it('shows some of very many processes, and says so', async () => {
    const { processes, truncated } = await observe('crowd');
    expect([processes.length, truncated]).toEqual([256, true]);
    expect(processes[0]?.pid).toBe(1);
    expect(processes.slice(1).every(({ parent }) => parent === 1)).toBe(true);
  });

  it('says that a container has ended', async () => {
    expect(await observeContainer(context, await podOf('over'), 'main')).toEqual({ running: false });
  });

  it.each([
    ['/real', { type: 'file', content: 'real\n' }],
    ['/folder', { type: 'folder' }],
    ['/none', { type: 'missing' }],
    ['/absolute', { type: 'missing' }],
    ['/climbing', { type: 'missing' }],
    ['/pipe', { type: 'other' }],
  ])('reads %s in a volume', async (path, expected) => {
    expect(await readVolumeFile(context, await podOf('hostile'), 'data', path)).toMatchObject(expected);
  });

  it('reads a volume in memory, and none that there is not', async () => {
    const pod = await podOf('hostile');

    expect(await readVolumeFile(context, pod, 'keys', '/key')).toMatchObject({
      content: 'hush',
      mode: 0o400,
    });

    expect(await readVolumeFile(context, pod, 'nothing', '/key')).toEqual({ type: 'missing' });
  });

  it('shows nothing of the cluster’s own pods', async () => {
    const name = `etcd-${NAME}-control-plane`;
    const pod = await podOf(name, 'kube-system');
    const foreign = { code: 'host-foreign-pod' };
    await expect(observeContainer(context, pod, 'etcd', { files: ['/'] })).rejects.toMatchObject(foreign);
    await expect(endContainer(context, pod, 'etcd')).rejects.toMatchObject(foreign);
    await expect(readWholeLog(context, pod, 'etcd')).rejects.toMatchObject(foreign);
  });

  it('reads a log whatever stands in it, and what a life left unfinished once it has ended', async () => {
    const before = await podOf('hostile');
    const { lines, complete } = await readWholeLog(context, before, 'main');
    expect(complete).toBe(true);

    expect(lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['first', 'with \r and \u2028 and \0 and \ufffd', 'error']),
    );

    const long = Array.from({ length: 9000 }, (_, i) => i + 1).join('');
    expect(lines.some(({ text, unfinished }) => text === long && !unfinished)).toBe(true);
    expect(lines.some(({ text }) => text === 'no end')).toBe(false);

    await endContainer(context, before, 'main');
    await until(async () => (await podOf('hostile')).status?.containerStatuses?.[0]?.restartCount === 1);
    expect(await observeContainer(context, before, 'main')).toEqual({ running: false });
    const after = await readWholeLog(context, await podOf('hostile'), 'main');

    expect(after.lines).toContainEqual(
      expect.objectContaining({ text: 'no end', unfinished: true, life: 0 }),
    );

    expect(after.complete).toBe(true);
  });
});
