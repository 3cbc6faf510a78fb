import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownershipLabels } from '../../../services/clusters/kind/cluster-labels.ts';
import { createCommandRunner } from '../../../services/clusters/kind/engine/command-runner.ts';
import { createKindReaper } from '../../../services/clusters/kind/removal/kind-reaper.ts';
import { DEFAULT_NODE_IMAGE } from '../../../services/clusters/kind/node-image/node-image.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { reapClusters } from '../../../services/worker/runs/reap-clusters.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { kindEngine, systemClock, TEST_ENVIRONMENT, TEST_NODE_IMAGE } from '../../support/kind-engine.ts';
import { remainsOf } from '../../support/remains-of.ts';

const engine = await kindEngine();
const prefix = `t${randomBytes(4).toString('hex')}`;
const LEASED = `${prefix}-single-01a`;
const LEFT = `${prefix}-single-02b`;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let dataFolder: string;
let database: DatabaseServer;
let store: Store;
let reaper: ReturnType<typeof createKindReaper>;
/** Milliseconds that somebody has put the clock forward, and that have passed without anybody's doing. */
let set = 0;
let passed = 0;
const now = () => Date.now() + set + passed;
const elapsed = () => performance.now() + passed;

const look = () => reapClusters({ reaper, pool: store.pool, workers: store.workers, now, silenceMs: 20_000 });
const beat = (workerId: string) => store.workers.beat({ workerId, host: 'h', pid: 1, at: new Date(now()) });

/** As the tasks of a worker run: a look may come before the first sign of life after a jump. */
async function upkeep(): Promise<number[]> {
  const looks = [await look()];

  for (let round = 0; round < 2; round++) {
    await beat('living');
    looks.push(await look());
  }

  return looks;
}

/** The engine's part of a cluster: labelled network, and a node that runs. */
async function makeCluster(name: string, worker: string): Promise<void> {
  const createdAt = new Date(now());
  const deadline = new Date(now() + 2 * HOUR);
  const labels = ownershipLabels({ prefix, cluster: name, profile: 'single', worker, createdAt, deadline });
  const flags = Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
  await execa('docker', ['network', 'create', ...flags, name]);

  const node = [
    '--name',
    `${name}-control-plane`,
    '--label',
    `io.x-k8s.kind.cluster=${name}`,
    '--network',
    name,
  ];

  const image = TEST_NODE_IMAGE ?? DEFAULT_NODE_IMAGE;
  await execa('docker', ['run', '--detach', ...node, '--entrypoint', 'sleep', image, '3600']);

  await store.pool.add({
    name,
    poolKey: 'single',
    fingerprint: 'f',
    workerId: worker,
    host: 'h',
    state: 'ready',
    createdAt,
    deadline,
  });

  await beat(worker);
}

beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-clock-'));
  database = await startDatabaseServer();
  store = await createStore({ url: await database.fresh(), now: () => new Date(now()) });

  reaper = createKindReaper({
    prefix,
    dataFolder,
    clock: { now, sleep: systemClock.sleep },
    elapsed,
    runner: createCommandRunner(),
    logger: { info() {}, warn() {} },
    environment: TEST_ENVIRONMENT,
  });

  await makeCluster(LEASED, 'living');
  await makeCluster(LEFT, 'killed');
  const [member] = await store.pool.list({ workerId: 'living' });
  if (member === undefined) throw new Error('the cluster is not recorded');
  await store.pool.move(member, 'leased', { runId: 'R', deadline: new Date(now() + 45 * MINUTE) });
  await look();
}, 120_000);

afterAll(async () => {
  if (!engine.available) return;

  for (const name of [LEASED, LEFT]) {
    await execa('docker', ['rm', '--force', '--volumes', `${name}-control-plane`], { reject: false });
    await execa('docker', ['network', 'rm', name], { reject: false });
  }

  await store.close();
  await database.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

describe.skipIf(!engine.available)('a clock that jumps', () => {
  it('back by days does not make a worker of the past live on: its cluster goes at the second look', async () => {
    set -= 72 * HOUR;
    expect(await upkeep()).toEqual([0, 1, 0]);
    expect(await remainsOf(prefix)).toEqual([`${LEASED}-control-plane`, LEASED]);
  });

  it('forward by days does not take the cluster of a run away whose worker lives', async () => {
    set += 95 * HOUR;
    expect(await upkeep()).toEqual([0, 0, 0]);
    expect(await remainsOf(prefix)).toEqual([`${LEASED}-control-plane`, LEASED]);
  });

  it('does not keep a cluster longer than it may live', async () => {
    passed += 2 * HOUR + MINUTE;
    expect(await upkeep()).toEqual([0, 1, 0]);
    expect(await remainsOf(prefix)).toEqual([]);
  });
});
