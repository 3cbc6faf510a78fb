import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  destroyCluster,
  type DestroyOptions,
} from '../../../../../services/clusters/kind/removal/destroy-cluster.ts';
import { Failure } from '../../../../../services/domain/failure.ts';

const NAME = 'saiten-single-01a';
let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-destroy-'));
  await mkdir(join(dataFolder, 'clusters', NAME), { recursive: true });
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

/** An engine with one container and one network; `listings` is how often the container is still listed. */
function engine(listings: number, changes: Partial<DestroyOptions['docker']> = {}) {
  const state = { listings, network: true, removals: 0, pauses: 0 };

  const docker: DestroyOptions['docker'] = {
    containerIds: () => Promise.resolve(state.listings-- > 0 ? ['c1'] : []),
    removeContainers: () => Promise.resolve(void state.removals++),
    networks: () =>
      Promise.resolve(state.network ? [{ id: 'n1', name: NAME, labels: {}, createdAt: new Date(0) }] : []),
    removeNetwork: () => Promise.resolve(void (state.network = false)),
    ...changes,
  };

  const clock = { now: () => 0, sleep: () => Promise.resolve(void state.pauses++) };
  return { state, destroy: () => destroyCluster(NAME, { docker, clock, dataFolder }) };
}

const folders = () => readdir(join(dataFolder, 'clusters'));

describe('destroyCluster', () => {
  it('removes containers, network and folder, and finds nothing to do the second time', async () => {
    const { state, destroy } = engine(1);
    await destroy();
    expect([state.network, await folders()]).toEqual([false, []]);
    await destroy();
    expect(state.pauses).toBe(0);
  });

  it('comes back for a container that the engine was still making', async () => {
    const { state, destroy } = engine(5);
    await destroy();
    expect(state.listings).toBeLessThan(0);
    expect(state.pauses).toBeGreaterThan(0);
  });

  it('does the other steps when one fails, and says what is left', async () => {
    const { state, destroy } = engine(1, {
      removeContainers: () => Promise.reject(new Error('device busy')),
    });

    await destroy().catch(() => {});
    expect([state.network, await folders()]).toEqual([false, []]);
    const stuck = engine(1, { removeNetwork: () => Promise.reject(new Error('active endpoints')) });

    await expect(stuck.destroy()).rejects.toMatchObject({
      code: 'cluster-destroy-failed',
      message: expect.stringContaining('active endpoints') as unknown,
    });
  });

  it('does not wait for an engine that is not there', async () => {
    const gone = () => Promise.reject(new Failure('infrastructure', 'engine-unreachable', 'No engine.'));
    const { state, destroy } = engine(1, { containerIds: gone, networks: gone });
    await expect(destroy()).rejects.toMatchObject({ code: 'cluster-destroy-failed' });
    expect([state.pauses, await folders()]).toEqual([0, []]);
  });
});
