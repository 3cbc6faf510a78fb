import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { earlyStarts, firstStart } from '../../../../exercises/02-deployment-rollout/early-starts.ts';

const at = (second: number) => new Date(second * 1000);
const running = (second: number): V1ContainerState => ({ running: { startedAt: at(second) } });
const ended = (second: number): V1ContainerState => ({ terminated: { exitCode: 0, startedAt: at(second) } });

function pod(states: V1ContainerState[], readyAt?: number, init: V1ContainerState[] = []): V1Pod {
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
      containerStatuses: states.map(status),
      initContainerStatuses: init.map(status),
      ...(readyAt === undefined
        ? {}
        : { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at(readyAt) }] }),
    },
  };
}

describe('firstStart', () => {
  it.each([
    ['the first of several containers', pod([running(12), running(10)]), 10],
    ['an init container that has ended', pod([running(12)], undefined, [ended(8)]), 8],
    ['a pod that has not started', pod([{ waiting: { reason: 'ContainerCreating' } }]), undefined],
    ['a pod without containers yet', pod([]), undefined],
  ])('looks at %s', (_, given, expected) => {
    expect(firstStart(given)).toBe(expected);
  });
});

describe('earlyStarts', () => {
  it.each([
    ['at once', pod([running(10)], 10), true],
    ['after two seconds', pod([running(10)], 12), true],
    ['after three seconds', pod([running(10)], 13), false],
    ['after an init container that waited', pod([running(13)], 13, [ended(10)]), false],
    ['before a container that started again', pod([running(50)], 13), false],
    ['never', pod([running(10)]), false],
  ])('looks at a pod that was ready %s', (_, given, expected) => {
    expect(earlyStarts([given])).toHaveLength(expected ? 1 : 0);
  });
});
