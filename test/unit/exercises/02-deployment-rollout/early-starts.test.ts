import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { earlyStarts, notBefore } from '../../../../exercises/02-deployment-rollout/early-starts.ts';

const at = (second: number) => new Date(second * 1000);
const running = (second: number): V1ContainerState => ({ running: { startedAt: at(second) } });
const ended = (second: number): V1ContainerState => ({ terminated: { exitCode: 0, startedAt: at(second) } });

interface Times {
  taken?: number;
  readyAt?: number;
  init?: V1ContainerState[];
}

function pod(states: V1ContainerState[], { taken = 9, readyAt, init = [] }: Times = {}): V1Pod {
  const status = (state: V1ContainerState) => ({
    name: 'c',
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    state,
  });

  return {
    metadata: { name: 'web-1' },
    status: {
      startTime: at(taken),
      containerStatuses: states.map(status),
      initContainerStatuses: init.map(status),
      ...(readyAt === undefined
        ? {}
        : { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at(readyAt) }] }),
    },
  };
}

describe('notBefore', () => {
  it.each([
    ['a program that was noted to start a second late', pod([running(10)], { taken: 9 }), 12],
    ['a pod that waited for its program to start', pod([running(20)], { taken: 9 }), 22],
    ['a pod whose program started at once', pod([running(9)], { taken: 9 }), 12],
    ['the first of several containers', pod([running(32), running(30)]), 32],
    ['an init container that has ended', pod([running(32)], { init: [ended(20)] }), 22],
    ['a pod that has not started', pod([{ waiting: { reason: 'ContainerCreating' } }]), undefined],
    ['a pod without containers yet', pod([]), undefined],
  ])('looks at %s', (_, given, expected) => {
    expect(notBefore(given)).toBe(expected);
  });
});

describe('earlyStarts', () => {
  it.each([
    ['at once', pod([running(10)], { readyAt: 10 }), true],
    ['a second after the start', pod([running(10)], { readyAt: 11 }), true],
    ['three seconds after it was taken on', pod([running(10)], { readyAt: 12 }), false],
    ['at once, long after it was taken on', pod([running(20)], { readyAt: 21 }), true],
    ['three seconds after its start', pod([running(20)], { readyAt: 23 }), false],
    ['after an init container that waited', pod([running(13)], { readyAt: 13, init: [ended(10)] }), false],
    ['before its container started again', pod([running(50)], { readyAt: 13 }), false],
    ['before one container started again', pod([running(50), running(10)], { readyAt: 13 }), false],
    ['never', pod([running(10)]), false],
  ])('looks at a pod that was ready %s', (_, given, expected) => {
    expect(earlyStarts([given])).toHaveLength(expected ? 1 : 0);
  });
});
