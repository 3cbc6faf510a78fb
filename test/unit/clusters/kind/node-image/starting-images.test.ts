import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Docker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { createStartingImages } from '../../../../../services/clusters/kind/node-image/starting-images.ts';

const HOUR = 3_600_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-starting-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** An engine that has the slim image, and the primed one if told; whatever is made there fails. */
function images({ hasPrimed = true, now = () => 0 }: { hasPrimed?: boolean; now?: () => number } = {}) {
  const made: string[] = [];

  const docker = {
    imageId: async (name: string) =>
      hasPrimed || name.startsWith('saiten-node-slim') ? 'sha256:2' : undefined,
    createNetwork: async () => undefined,
  } as unknown as Docker;

  const starting = createStartingImages({
    docker,
    kind: {
      version: async () => 'kind v0.33.0',
      async createCluster({ name }) {
        made.push(name);
        throw new Error('no');
      },
    },
    ...{ dataFolder: folder, clusterName: () => 'test-primer-1', labels: () => ({}), now },
    destroy: async () => undefined,
    logger: { info() {} },
  });

  const of = (startsPrimed: boolean) =>
    starting.of({
      ...{ image: 'node:1', imageId: 'sha256:1', startsPrimed, timeoutMs: 1000 },
      engine: { cgroupVersion: 2 } as never,
      signal: new AbortController().signal,
    });

  return { of, made, distrust: () => starting.distrust('sha256:1') };
}

describe('createStartingImages', () => {
  it.each([true, false])(
    'gives the data of an unused cluster to whom it is of use: %s',
    async (startsPrimed) => {
      const { primed, image } = await images().of(startsPrimed);

      expect([primed, image.split(':')[0]]).toEqual([
        startsPrimed,
        startsPrimed ? 'saiten-node-primed' : 'saiten-node-slim',
      ]);
    },
  );

  it('does not try again for an hour what could not be made', async () => {
    let time = 0;
    const { of, made } = images({ hasPrimed: false, now: () => time });
    for (time of [0, HOUR - 1, HOUR]) expect((await of(true)).primed).toBe(false);
    expect(made).toHaveLength(2);
  });

  it('makes one for two who ask at once', async () => {
    const { of, made } = images({ hasPrimed: false });
    await Promise.all([of(true), of(true)]);
    expect(made).toHaveLength(1);
  });

  it('goes without the data for an hour after a cluster with it did not come up', async () => {
    let time = 0;
    const { of, distrust } = images({ now: () => time });
    distrust();
    const before = await of(true);
    time = HOUR;
    expect([before.primed, (await of(true)).primed]).toEqual([false, true]);
  });
});
