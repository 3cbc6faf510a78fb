import type { CoreV1Api, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { probeCluster } from '../../../../services/clusters/sandbox/probe-cluster.ts';
import { NOT_ENFORCED } from '../../../../services/clusters/sandbox/probe-manifests.ts';

const slices = (ready: boolean) => JSON.stringify({ items: [{ endpoints: [{ conditions: { ready } }] }] });

/** A cluster whose name service gets ready at the given look, and whose client ends with the given code. */
function clusterWhere({ readyAt = 0, exitCode }: { readyAt?: number; exitCode?: number }) {
  const happened: string[] = [];
  let now = 0;
  let looks = 0;

  const pod: V1Pod = {
    status: {
      containerStatuses: [
        {
          name: 'client',
          image: '',
          imageID: '',
          ready: false,
          restartCount: 0,
          state: exitCode === undefined ? {} : { terminated: { exitCode } },
        },
      ],
    },
  };

  const core: Pick<CoreV1Api, 'readNamespacedPod' | 'deleteNamespacedPod' | 'deleteNamespacedService'> = {
    readNamespacedPod: async () => pod,
    deleteNamespacedPod: async ({ name }) => {
      happened.push(`delete ${name}`);
      return pod;
    },
    deleteNamespacedService: async ({ name }) => {
      happened.push(`delete service ${name}`);
      return {};
    },
  };

  const run = () =>
    probeCluster(
      {
        core: core as CoreV1Api,
        async apply({ metadata }) {
          happened.push(`apply ${metadata.name}`);
        },
        async get() {
          happened.push('look at names');
          return { status: 200, text: slices(looks++ >= readyAt) };
        },
      },
      {
        clock: {
          now: () => now,
          async sleep(ms) {
            now += ms;
          },
        },
        signal: new AbortController().signal,
      },
    );

  return { run, happened };
}

describe('probeCluster', () => {
  it.each([
    [0, true],
    [NOT_ENFORCED, false],
  ])('tells by exit code %i that policies are enforced: %s', async (exitCode, networkPolicy) => {
    expect(await clusterWhere({ exitCode }).run()).toEqual({ networkPolicy });
  });

  it('starts the client only when names are answered', async () => {
    const { run, happened } = clusterWhere({ readyAt: 2, exitCode: 0 });
    await run();

    expect(happened.slice(happened.indexOf('look at names'))).toEqual([
      'look at names',
      'look at names',
      'look at names',
      'apply saiten-probe-client',
      'delete saiten-probe-server',
      'delete saiten-probe-client',
      'delete service saiten-probe-server',
    ]);
  });

  it.each([
    ['names are never answered', { readyAt: Number.POSITIVE_INFINITY }, 'Service kube-dns'],
    ['the client never ends', {}, 'not started'],
    ['the client breaks', { exitCode: 2 }, 'exit code 2'],
  ])('fails when %s', async (_, cluster, words) => {
    await expect(clusterWhere(cluster).run()).rejects.toThrow(words);
  });
});
