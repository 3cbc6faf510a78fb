import { describe, expect, it } from 'vitest';
import { watchPods } from '../../../../graders/workloads/watch-pods.ts';
import { storedDeployment } from '../../../support/builders/stored-deployment.ts';
import { contextOn, pod, revision, type FakeNamespace } from './fake-namespace.ts';

const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

function namespace(): FakeNamespace {
  return {
    deployment: storedDeployment(),
    replicaSets: [revision(1), revision(2)],
    pods: [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })],
    patches: [],
  };
}

/** Lets the watch look some times. */
async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('watchPods', () => {
  it('remembers the fewest ready pods and the most pods of all revisions', async () => {
    const state = namespace();

    const { value, pods } = await watchPods(contextOn(state), storedDeployment(), async () => {
      await turns();
      state.pods = [...state.pods, pod({ name: 'c', of: 2, ready: false })];
      await turns();
      state.pods = [pod({ name: 'b', of: 1 }), pod({ name: 'c', of: 2, ready: false })];
      await turns();
      state.pods = [pod({ name: 'b', of: 1 }), pod({ name: 'c', of: 2 })];
      await turns();
      return 'done';
    });

    expect(value).toBe('done');
    expect(pods).toMatchObject({ lowestReady: 1, highestTotal: 3 });

    expect(pods.changes.map(({ ready, total }) => [ready, total])).toEqual([
      [2, 2],
      [2, 3],
      [1, 2],
      [2, 2],
    ]);
  });

  it('counts no pod that is on its way out and none of another owner', async () => {
    const state = namespace();

    const { pods } = await watchPods(contextOn(state), storedDeployment(), async () => {
      state.pods = [...state.pods, pod({ name: 'c', of: 1, terminating: true }), pod({ name: 'd', of: 9 })];
      await turns();
    });

    expect(pods).toMatchObject({ lowestReady: 2, highestTotal: 2 });
  });

  it('skips a list that the API server could not give', async () => {
    const state = namespace();

    const { pods } = await watchPods(contextOn(state), storedDeployment(), async () => {
      state.look = () => {
        throw unreachable;
      };

      await turns();
      delete state.look;
    });

    expect(pods.lowestReady).toBe(2);
  });

  it('reports an error that is no passing one', async () => {
    const state = namespace();

    const work = watchPods(contextOn(state), storedDeployment(), async () => {
      state.look = () => {
        throw new TypeError('broken');
      };

      await turns();
      delete state.look;
    });

    await expect(work).rejects.toThrow('broken');
  });

  it('lets the error of the action through', async () => {
    const work = watchPods(contextOn(namespace()), storedDeployment(), async () => {
      throw new Error('action');
    });

    await expect(work).rejects.toThrow('action');
  });
});
