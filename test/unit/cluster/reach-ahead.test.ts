import { describe, expect, it } from 'vitest';
import { kubeconfigAhead } from '../../../services/cluster/reach-ahead.ts';
import type { CommandOutcome } from '../../../services/cluster/command-runner.ts';

const outcome = (exitCode: number) => ({ exitCode }) as CommandOutcome;

function wait(execs: number[], kubeconfigs: (string | undefined)[]) {
  const slept: number[] = [];
  const controller = new AbortController();
  const found = kubeconfigAhead({
    docker: { exec: async () => outcome(execs.shift() ?? 0) },
    kind: { kubeconfig: async () => kubeconfigs.shift() },
    clock: {
      now: () => 0,
      async sleep(milliseconds) {
        slept.push(milliseconds);
        if (slept.length > 9) controller.abort(new Error('kind failed'));
      },
    },
    ...{ name: 'test-single-1', signal: controller.signal },
  });
  return { found, slept };
}

describe('kubeconfigAhead', () => {
  it.each([
    ['is there at once', [0], ['k'], 0],
    ['has no container yet', [1, 1, 0], ['k'], 2],
    ['has a file that is not whole yet', [0, 0], [undefined, 'k'], 1],
  ])('waits for a cluster that %s', async (_, execs, kubeconfigs, sleeps) => {
    const { found, slept } = wait(execs, kubeconfigs);
    expect([await found, slept.length]).toEqual(['k', sleeps]);
  });

  it('waits until kind has failed', async () => {
    const { found } = wait(Array<number>(20).fill(1), []);
    await expect(found).rejects.toThrow('kind failed');
  });
});
