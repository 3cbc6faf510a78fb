import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommandRunner } from '../../../services/clusters/kind/engine/command-runner.ts';
import { ownershipLabels } from '../../../services/clusters/kind/cluster-labels.ts';
import { createKindReaper } from '../../../services/clusters/kind/removal/kind-reaper.ts';
import { DEFAULT_NODE_IMAGE } from '../../../services/clusters/kind/node-image/node-image.ts';
import { kindEngine, systemClock, TEST_ENVIRONMENT, TEST_NODE_IMAGE } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';

const engine = await kindEngine();
const logger = { info() {}, warn() {} };
let dataFolder: string;
let prefix: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-lifecycle-'));
  prefix = `t${randomBytes(4).toString('hex')}`;
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const common = () => ({
  prefix,
  dataFolder,
  clock: systemClock,
  runner: createCommandRunner(),
  logger,
  environment: TEST_ENVIRONMENT,
});

const provider = () => kindProvider({ ...common(), createTimeoutMs: 600_000 });

async function docker(...args: string[]): Promise<string[]> {
  const { stdout } = await execa('docker', args);
  return stdout.split('\n').filter(Boolean);
}

const containersOf = (name: string) => docker('ps', '-aq', '--filter', `label=io.x-k8s.kind.cluster=${name}`);

const networksOf = (name: string) =>
  docker('network', 'ls', '-q', '--filter', `label=saiten.cluster=${name}`);

describe.skipIf(!engine.available)('the life of kind clusters', () => {
  it('leaves nothing of a creation that is cancelled in the middle', async () => {
    const name = `${prefix}-single-01a`;
    const controller = new AbortController();
    const creation = provider().create({ name, profile: 'single', tools: [], signal: controller.signal });

    const outcome = creation.then(
      () => 'created',
      (error: unknown) => error,
    );

    while ((await containersOf(name)).length === 0) await systemClock.sleep(100);
    controller.abort();
    expect(await outcome).toMatchObject({ fault: 'cancelled' });
    expect([await containersOf(name), await networksOf(name)]).toEqual([[], []]);
    expect(await readdir(join(dataFolder, 'clusters'))).toEqual([]);
  });

  it('makes a cluster of one control plane and two workers', async () => {
    const name = `${prefix}-w2-01a`;
    const { signal } = new AbortController();

    try {
      const cluster = await provider().create({ name, profile: 'w2', tools: [], signal });
      const sandbox = await cluster.openSandbox({ podSecurity: 'baseline', signal });
      expect(sandbox.namespace).toMatch(/^exercise-[a-z0-9]{8}$/);
      const kubeconfig = join(dataFolder, 'clusters', name, 'kubeconfig');

      const get = (...args: string[]) =>
        execa(cluster.kubectlPath, ['--kubeconfig', kubeconfig, 'get', ...args]);

      expect((await get('nodes', '-o', 'name')).stdout.split('\n')).toEqual([
        `node/${name}-control-plane`,
        `node/${name}-worker`,
        `node/${name}-worker2`,
      ]);
    } finally {
      await provider().destroy(name);
    }

    expect(await containersOf(name)).toEqual([]);
  });

  it('reaps an orphan of its own prefix at the second look and leaves every other prefix alone', async () => {
    const own = `${prefix}-single-01a`;
    const foreign = `${prefix}x-single-01a`;
    const nested = `${prefix}-test-single-01a`;
    const image = TEST_NODE_IMAGE ?? DEFAULT_NODE_IMAGE;

    try {
      for (const [name, owner] of [
        [own, prefix],
        [foreign, `${prefix}x`],
        [nested, `${prefix}-test`],
      ] as const) {
        await leaveOrphan(name, owner, image);
      }

      const reaper = createKindReaper(common());
      expect((await reaper.list()).map(({ name, containers }) => [name, containers])).toEqual([[own, 1]]);
      const living = { held: new Map<string, Date>(), workers: new Set<string>() };
      expect(await reaper.look(living)).toEqual([]);
      expect(await reaper.look(living)).toEqual([{ name: own, reason: 'worker-gone' }]);
      expect([await containersOf(own), await networksOf(own)]).toEqual([[], []]);
      expect(await readdir(join(dataFolder, 'clusters'))).toEqual([foreign]);

      for (const name of [foreign, nested]) {
        expect(await containersOf(name)).toHaveLength(1);
        expect(await networksOf(name)).toHaveLength(1);
      }
    } finally {
      for (const name of [own, foreign, nested]) {
        for (const id of await containersOf(name)) await docker('rm', '-f', '-v', id);
        for (const id of await networksOf(name)) await docker('network', 'rm', id);
      }
    }
  });
});

/** What a worker killed in the middle leaves: a network with our labels, a container with kind's, a folder. */
async function leaveOrphan(name: string, owner: string, image: string): Promise<void> {
  const now = new Date();
  const deadline = new Date(now.getTime() + 3_600_000);

  const labels = ownershipLabels({
    prefix: owner,
    cluster: name,
    profile: 'single',
    worker: 'dead',
    createdAt: now,
    deadline,
  });

  const flags = Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
  await docker('network', 'create', ...flags, name);

  await docker(
    'create',
    '--label',
    `io.x-k8s.kind.cluster=${name}`,
    '--network',
    name,
    '--name',
    `${name}-control-plane`,
    image,
  );

  if (!owner.includes('-')) await mkdir(join(dataFolder, 'clusters', name), { recursive: true });
}
