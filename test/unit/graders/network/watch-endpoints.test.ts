import { describe, expect, it } from 'vitest';
import { watchEndpoints } from '../../../../graders/network/watch-endpoints.ts';
import { contextWithEndpoints, type FakeEndpoints } from './fake-endpoints.ts';
import { pod } from '../workloads/fake-namespace.ts';

const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const own = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })];

type Action = (pass: (seconds: number) => Promise<void>) => Promise<void>;

/** What was found while the action ran; `pass` lets so many seconds of the clock go by, with the looks in them. */
async function watched(state: FakeEndpoints, action: Action) {
  const context = contextWithEndpoints(state, []);

  const pass = async (seconds: number) => {
    const end = context.clock.now() + seconds * 1_000;
    while (context.clock.now() < end) await new Promise((resolve) => setImmediate(resolve));
  };

  const watching = { service: 'web', pods: async () => own };
  const { deviations } = await watchEndpoints(context, watching, () => action(pass));
  return deviations.map(({ what }) => what);
}

describe('watchEndpoints', () => {
  it('finds nothing where the endpoints are the ready pods', async () => {
    expect(await watched({ ready: ['a', 'b'] }, (pass) => pass(20))).toEqual([]);
  });

  it('reports what led elsewhere for a while, also when it was put right in the end', async () => {
    const state = { ready: ['a', 'b', 'front'] };

    const found = await watched(state, async (pass) => {
      await pass(20);
      state.ready = ['a', 'b'];
      await pass(3);
    });

    expect(found).toEqual(['10.0.0.2 is no pod of the workload']);
  });

  it('gives the controller a moment to follow', async () => {
    const state = { ready: ['a'] };

    const found = await watched(state, async (pass) => {
      await pass(4);
      state.ready = ['a', 'b'];
      await pass(20);
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

    expect(await watched(state, (pass) => pass(5))).toEqual([]);
  });

  it('reports an error that is no passing one', async () => {
    const broken = () => {
      throw new TypeError('broken');
    };

    await expect(
      watched({ ready: [], look: broken }, async () => new Promise((resolve) => setTimeout(resolve, 50))),
    ).rejects.toThrow('broken');
  });
});
