import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clusterLeftovers } from '../../../../../services/clusters/kind/removal/cluster-leftovers.ts';
import { ownershipLabels } from '../../../../../services/clusters/kind/cluster-labels.ts';
import type { DockerObject } from '../../../../../services/clusters/kind/engine/docker.ts';

let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-remains-'));
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const CREATED = new Date('2026-01-01T12:00:00Z');
const DEADLINE = new Date('2026-01-01T14:00:00Z');

const container = (cluster: string): DockerObject => ({
  id: cluster,
  name: `${cluster}-control-plane`,
  labels: { 'io.x-k8s.kind.cluster': cluster },
  createdAt: CREATED,
});

const network = (cluster: string): DockerObject => ({
  id: cluster,
  name: cluster,
  labels: ownershipLabels({
    prefix: 'saiten',
    cluster,
    profile: 'w2',
    worker: 'w',
    createdAt: CREATED,
    deadline: DEADLINE,
  }),
  createdAt: CREATED,
});

function list(containers: DockerObject[], networks: DockerObject[]) {
  const docker = { containers: () => Promise.resolve(containers), networks: () => Promise.resolve(networks) };
  return clusterLeftovers({ docker, prefix: 'saiten', dataFolder });
}

describe('clusterRemains', () => {
  it('puts network and containers of one cluster together', async () => {
    const name = 'saiten-w2-01a';

    expect(await list([container(name), container(name), container(name)], [network(name)])).toEqual([
      { name, profile: 'w2', worker: 'w', createdAt: CREATED, deadline: DEADLINE, containers: 3 },
    ]);
  });

  it('sees containers whose network is gone, and folders nobody else knows', async () => {
    await mkdir(join(dataFolder, 'clusters', 'saiten-single-02b'), { recursive: true });
    const found = await list([container('saiten-single-01a')], []);

    expect(found.map(({ name, worker, containers }) => [name, worker, containers])).toEqual([
      ['saiten-single-01a', undefined, 1],
      ['saiten-single-02b', undefined, 0],
    ]);
  });

  it('counts both clusters of a pair as one', async () => {
    const name = 'saiten-pair-01a';
    const found = await list([container(`${name}.a`), container(`${name}.b`)], [network(name)]);
    expect(found.map(({ name, containers }) => [name, containers])).toEqual([[name, 2]]);
  });

  it.each(['kind', 'saiten-test-single-01a', 'other-single-01a', 'saiten2-single-01a'])(
    'does not see the cluster %j of somebody else',
    async (name) => {
      expect(await list([container(name)], [])).toEqual([]);
    },
  );
});
