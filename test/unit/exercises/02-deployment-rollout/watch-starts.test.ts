import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { watchStarts } from '../../../../exercises/02-deployment-rollout/watch-starts.ts';
import { contextWithEndpoints } from '../../graders/network/fake-endpoints.ts';
import { pod } from '../../graders/workloads/fake-namespace.ts';

/** A pod whose program started at second 100: it may not answer before second 103. */
function started(name: string): V1Pod {
  const state = { running: { startedAt: new Date(100_000) } };
  const container = { name: 'c', image: '', imageID: '', ready: true, restartCount: 0, state };
  return {
    ...pod({ name, of: 2 }),
    status: { startTime: new Date(100_000), containerStatuses: [container] },
  };
}

/** Pods that were there before, pods that appear, and at which second (or with which error) each question is answered. */
async function watched(before: V1Pod[], after: V1Pod[], stdout: string | Error) {
  const commands: (readonly string[])[] = [];
  const context = contextWithEndpoints({ ready: ['old', 'new'] }, []);
  let pods = before;

  const prober = {
    run: async (command: readonly string[]) => {
      commands.push(command);
      if (stdout instanceof Error) throw stdout;
      return { exitCode: 0, stdout, stderr: '' };
    },
  };

  const { early } = await watchStarts(
    context,
    prober,
    async () => pods,
    async () => {
      pods = after;
      const end = context.clock.now() + 2_000;
      while (context.clock.now() < end) await new Promise((resolve) => setImmediate(resolve));
    },
  );

  return { early, urls: commands.map((command) => command[4]) };
}

describe('watchStarts', () => {
  it('asks each new pod once, at its own address', async () => {
    const { urls } = await watched([started('old')], [started('old'), started('new')], '');
    expect(urls).toEqual(['http://10.0.0.1:8080/']);
  });

  it.each([
    ['101\n', [{ pod: 'new', how: 'answered 2 s too early' }]],
    ['103\n', []],
    ['', []],
  ])('reads the second "%s" of the answer', async (stdout, expected) => {
    expect((await watched([], [started('new')], stdout)).early).toEqual(expected);
  });

  it('asks nothing of a pod that has not started', async () => {
    const { urls } = await watched([], [pod({ name: 'new', of: 2, ready: false })], '101');
    expect(urls).toEqual([]);
  });

  it('takes a question that could not be asked for no proof', async () => {
    const broken = Object.assign(new Error('closed'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
    expect((await watched([], [started('new')], broken)).early).toEqual([]);
  });

  it('reports an error that is no passing one', async () => {
    await expect(watched([], [started('new')], new TypeError('broken'))).rejects.toThrow('broken');
  });
});
