import { describe, expect, it } from 'vitest';
import { kubeconfigDuringBoot } from '../../../../../services/clusters/kind/node-image/connect-during-boot.ts';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';

const KUBECONFIG = `clusters:
- name: one
  cluster:
    server: https://one-control-plane:6443
users: []
`;

function wait(execs: number[], addresses: (string | undefined)[], controlPlanes = 1) {
  const slept: number[] = [];
  const asked: string[] = [];
  const controller = new AbortController();

  const found = kubeconfigDuringBoot({
    docker: {
      exec: async () => ({ exitCode: execs.shift() ?? 0, stdout: KUBECONFIG }) as CommandOutcome,
      async publishedAddress(container) {
        asked.push(container);
        return addresses.shift();
      },
    },
    clock: {
      now: () => 0,
      async sleep(milliseconds) {
        slept.push(milliseconds);
        if (slept.length > 9) controller.abort(new Error('kind failed'));
      },
    },
    ...{ name: 'one', controlPlanes, signal: controller.signal },
  });

  return { found, slept, asked };
}

describe('kubeconfigDuringBoot', () => {
  it.each([
    ['is there at once', [0], ['127.0.0.1:40123'], 0],
    ['has no container yet', [1, 1, 0], ['127.0.0.1:40123'], 2],
    ['has no port yet', [0, 0], [undefined, '127.0.0.1:40123'], 1],
  ])('waits for a cluster that %s', async (_, execs, addresses, sleeps) => {
    const { found, slept } = wait(execs, addresses);

    expect([await found, slept.length]).toEqual([
      KUBECONFIG.replace('one-control-plane:6443', '127.0.0.1:40123'),
      sleeps,
    ]);
  });

  it.each([
    [1, 'one-control-plane'],
    [3, 'one-external-load-balancer'],
  ])('asks where %i control planes are entered', async (controlPlanes, entrance) => {
    const { found, asked } = wait([0], ['127.0.0.1:1'], controlPlanes);
    await found;
    expect(asked).toEqual([entrance]);
  });

  it('waits until kind has failed', async () => {
    const { found } = wait(Array<number>(20).fill(1), []);
    await expect(found).rejects.toThrow('kind failed');
  });
});
