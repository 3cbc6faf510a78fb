import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_NODE_IMAGE } from '../../../services/clusters/kind/node-image/node-image.ts';
import type { ClusterPool } from '../../../services/clusters/pool/create-pool.ts';
import { LAYERS_REPOSITORY } from '../../../services/clusters/kind/node-image/layers-outside-var.ts';
import { clusterPool } from '../../../services/processes/cluster-pool.ts';
import type { ClusterProvider } from '../../../services/domain/clusters/cluster.ts';
import { createIdentifiers } from '../../../services/domain/identifier.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { kindEngine, TEST_NODE_IMAGE } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';
import { leftovers } from '../../support/leftovers.ts';
import { waitUntil } from '../../support/wait-until.ts';

const engine = await kindEngine();
const prefix = `t${randomBytes(4).toString('hex')}`;
const POISONED = `saiten-poisoned:${prefix}`;
const logger = { info() {}, warn() {} };

let dataFolder: string;
let database: DatabaseServer;
let store: Store;
let pool: ClusterPool;
let failures: unknown[];
let created: string[];

const providerOf = (nodeImage: string | undefined) =>
  kindProvider({ prefix, dataFolder, nodeImage, logger, parallelCreations: 2 });

/** Clusters of the profile `admin` are made from the poisoned image, all others from the sound one. */
function halfPoisoned(): ClusterProvider {
  const [sound, poisoned] = [providerOf(TEST_NODE_IMAGE), providerOf(POISONED)];
  return {
    create(request) {
      created.push(request.profile);
      return (request.profile === 'admin' ? poisoned : sound).create(request);
    },
    fingerprint: (request) => sound.fingerprint(request),
    destroy: (name) => sound.destroy(name),
  };
}

const lease = (profile: string) =>
  pool.lease({
    runId: randomBytes(4).toString('hex'),
    profile,
    tools: [],
    signal: new AbortController().signal,
  });

const failureOf = (profile: string) =>
  lease(profile).then(
    () => 'leased',
    (error: unknown) => error,
  );

beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-poisoned-'));
  database = await startDatabaseServer();
  store = await createStore({ url: await database.fresh() });
  // A node that starts, says something and ends, as after a broken build.
  const entryPoint = 'ENTRYPOINT ["/bin/sh", "-c", "echo not a node; exit 1"]';
  const dockerfile = `FROM ${TEST_NODE_IMAGE ?? DEFAULT_NODE_IMAGE}\n${entryPoint}\n`;
  await execa('docker', ['build', '--tag', POISONED, '-'], { input: dockerfile });
  created = [];

  pool = clusterPool(
    { pool: 'off', poolMemory: 0, clusterPrefix: prefix },
    {
      provider: halfPoisoned(),
      records: store.pool,
      workerId: 'end-to-end',
      identifiers: createIdentifiers(Date.now, randomBytes),
      logger,
    },
  );

  failures = [];
  for (let run = 1; run <= 4; run++) failures.push(await failureOf('admin'));
}, 180_000);

afterAll(async () => {
  if (!engine.available) return;
  await pool.stop();
  const { stdout: id } = await execa('docker', ['image', 'inspect', '--format', '{{.Id}}', POISONED]);
  const layers = `${LAYERS_REPOSITORY}:${id.replace(/^sha256:/, '').slice(0, 16)}`;
  await execa('docker', ['image', 'rm', '--force', layers, POISONED], { reject: false });
  await store.close();
  await database.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

describe.skipIf(!engine.available)('a node image that never becomes a node', () => {
  it('is a fault of the infrastructure for the first three runs', () => {
    const expected = { fault: 'infrastructure', code: 'cluster-create-failed' };
    expect(failures.slice(0, 3)).toMatchObject([expected, expected, expected]);
  });

  it('refuses the next run at once, and tells it what the last cluster died of', () => {
    expect(failures[3]).toMatchObject({
      fault: 'infrastructure',
      code: 'profile-broken',
      message: expect.stringContaining('kind create cluster') as string,
    });

    expect(created).toEqual(['admin', 'admin', 'admin']);
  });

  it('leaves nothing', { timeout: 60_000 }, async () => {
    await waitUntil(async () => (await store.pool.list()).length === 0);
    const made = ['ps', '--all', '--quiet', '--filter', `ancestor=${POISONED}`];
    const { stdout } = await execa('docker', made);
    expect([stdout, await leftovers({ prefix, dataFolder })]).toEqual(['', []]);
  });

  it('does not keep another profile from its clusters', async () => {
    const { cluster, release } = await lease('single');
    await release();
    expect(cluster.profile).toBe('single');
  });
});
