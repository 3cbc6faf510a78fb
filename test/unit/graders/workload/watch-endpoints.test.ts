import { describe, expect, it } from 'vitest';
import { watchEndpoints } from '../../../../graders/workload/watch-endpoints.ts';
import { contextWithEndpoints, type FakeEndpoints } from './fake-endpoints.ts';
import { pod } from './fake-namespace.ts';

const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const own = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })];

/** Lets the watch look some times; each look moves the clock by half a second. */
async function looks(count: number): Promise<void> {
  for (let i = 0; i < count * 8; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function watched(state: FakeEndpoints, action: () => Promise<void>) {
  const context = contextWithEndpoints(state, []);
  const { deviations } = await watchEndpoints(context, { service: 'web', pods: async () => own }, action);
  return deviations.map(({ what }) => what);
}

describe('watchEndpoints', () => {
  it('finds nothing where the endpoints are the ready pods', async () => {
    expect(await watched({ ready: ['a', 'b'] }, () => looks(40))).toEqual([]);
  });

  it('reports what led elsewhere for a while, also when it was put right in the end', async () => {
    const state = { ready: ['a', 'b', 'front'] };
    const found = await watched(state, async () => {
      await looks(40);
      state.ready = ['a', 'b'];
      await looks(5);
    });
    expect(found).toEqual(['10.0.0.2 is no pod of the workload']);
  });

  it('gives the controller a moment to follow', async () => {
    const state = { ready: ['a'] };
    const found = await watched(state, async () => {
      await looks(3);
      state.ready = ['a', 'b'];
      await looks(40);
    });
    expect(found).toEqual([]);
  });

  it('skips a look that the API server could not give', async () => {
    const state: FakeEndpoints = {
      ready: ['a', 'b'],
      look: () => {
        throw unreachable;
      },
    };
    expect(await watched(state, () => looks(10))).toEqual([]);
  });

  it('reports an error that is no passing one', async () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    await expect(watched({ ready: [], look: broken }, () => looks(5))).rejects.toThrow('broken');
  });
});
