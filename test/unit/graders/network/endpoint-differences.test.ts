import { describe, expect, it } from 'vitest';
import { endpointDifferences } from '../../../../graders/network/endpoint-differences.ts';
import { pod } from '../workloads/fake-namespace.ts';

const endpoint = (name: string | undefined, ready = true) => ({
  address: '10.0.0.1',
  port: 80,
  pod: name,
  ready,
});

describe('endpointDifferences', () => {
  it('finds none where exactly the ready pods are named', () => {
    const pods = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1, ready: false })];
    expect(endpointDifferences([endpoint('a'), endpoint('b', false)], pods)).toEqual([]);
  });

  it.each([
    ['a ready pod that gets no requests', [], 'ready pod a is left out'],
    ['a ready pod whose endpoint is not ready', [endpoint('a', false)], 'ready pod a is left out'],
    ['a pod of something else', [endpoint('a'), endpoint('front')], '10.0.0.1 is no pod of the workload'],
    ['an address that is no pod', [endpoint('a'), endpoint(undefined)], '10.0.0.1 is no pod of the workload'],
    ['a pod that is not ready', [endpoint('a'), endpoint('b')], '10.0.0.1 is pod b, which is not ready'],
  ])('names %s', (_, endpoints, expected) => {
    const pods = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1, ready: false })];
    expect(endpointDifferences(endpoints, pods)).toEqual([expected]);
  });
});
