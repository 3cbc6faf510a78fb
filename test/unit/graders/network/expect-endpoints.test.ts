import { describe, expect, it } from 'vitest';
import { expectEndpoints } from '../../../../graders/network/expect-endpoints.ts';
import { contextWithEndpoints, type FakeEndpoints } from './fake-endpoints.ts';
import { pod } from '../workloads/fake-namespace.ts';

const own = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })];

function expected(state: FakeEndpoints) {
  return expectEndpoints(contextWithEndpoints(state, []), {
    service: 'web',
    pods: async () => own,
    within: 2_000,
  });
}

describe('expectEndpoints', () => {
  it('returns where each pod can be asked: at the port behind that of the Service', async () => {
    expect(await expected({ ready: ['a', 'b'] })).toMatchObject([
      { pod: 'a', address: '10.0.0.0', port: 8080 },
      { pod: 'b', address: '10.0.0.1', port: 8080 },
    ]);
  });

  it.each([
    ['other pods', { ready: ['front'] }, 'no pod of the workload'],
    ['other pods as well', { ready: ['a', 'b', 'front'] }, 'no pod of the workload'],
    ['some of the pods', { ready: ['a'] }, 'ready pod b is left out'],
    ['nothing', { ready: [] }, 'ready pod a is left out'],
    ['a slice that somebody else wrote', { ready: ['a', 'b'], owner: 'other' }, 'left out'],
    ['a Service that is not there', { ready: ['a', 'b'], services: [] }, 'left out'],
  ])('does not accept %s', async (_, state, found) => {
    await expect(expected(state)).rejects.toMatchObject({
      findings: [{ message: { id: 'endpoints-differ' }, found: expect.stringContaining(found) as string }],
    });
  });
});
