import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Docker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { createNodeImageCache } from '../../../../../services/clusters/kind/node-image/node-image-cache.ts';

const HOUR = 3_600_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-starting-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** An engine that has the image with its layers outside, and the one with a snapshot if told; whatever is made there fails. */
function images({ hasSnapshot = true, now = () => 0 }: { hasSnapshot?: boolean; now?: () => number } = {}) {
  const made: string[] = [];

  const docker = {
    imageId: async (name: string) =>
      hasSnapshot || name.startsWith('saiten-node-layers') ? 'sha256:2' : undefined,
    createNetwork: async () => undefined,
  } as unknown as Docker;

  const starting = createNodeImageCache({
    docker,
    kind: {
      version: async () => 'kind v0.33.0',
      async createCluster({ name }) {
        made.push(name);
        throw new Error('no');
      },
    },
    ...{ dataFolder: folder, clusterName: () => 'test-snapshot-1', labels: () => ({}), now },
    destroy: async () => undefined,
    logger: { info() {} },
  });

  const of = (startsFromSnapshot: boolean) =>
    starting.of({
      ...{ image: 'node:1', imageId: 'sha256:1', startsFromSnapshot, timeoutMs: 1000 },
      engine: { cgroupVersion: 2 } as never,
      signal: new AbortController().signal,
    });

  return { of, made, distrust: () => starting.distrust('sha256:1') };
}

describe('createNodeImageCache', () => {
  it.each([true, false])(
    'gives the data of an unused cluster to whom it is of use: %s',
    async (startsFromSnapshot) => {
      const { fromSnapshot, image } = await images().of(startsFromSnapshot);

      expect([fromSnapshot, image.split(':')[0]]).toEqual([
        startsFromSnapshot,
        startsFromSnapshot ? 'saiten-node-snapshot' : 'saiten-node-layers',
      ]);
    },
  );

  it('does not try again for an hour what could not be made', async () => {
    let time = 0;
    const { of, made } = images({ hasSnapshot: false, now: () => time });
    for (time of [0, HOUR - 1, HOUR]) expect((await of(true)).fromSnapshot).toBe(false);
    expect(made).toHaveLength(2);
  });

  it('makes one for two who ask at once', async () => {
    const { of, made } = images({ hasSnapshot: false });
    await Promise.all([of(true), of(true)]);
    expect(made).toHaveLength(1);
  });

  it('goes without the data for an hour after a cluster with it did not come up', async () => {
    let time = 0;
    const { of, distrust } = images({ now: () => time });
    distrust();
    const before = await of(true);
    time = HOUR;
    expect([before.fromSnapshot, (await of(true)).fromSnapshot]).toEqual([false, true]);
  });
});
