import { describe, expect, it } from 'vitest';
import { crashLooping } from '../../../../graders/containers/crash-looping.ts';

function podWith(reason: string, restartCount: number) {
  return {
    spec: { containers: [{ name: 'main' }] },
    status: {
      containerStatuses: [
        { name: 'main', image: '', imageID: '', ready: false, restartCount, state: { waiting: { reason } } },
      ],
    },
  };
}

describe('crashLooping', () => {
  it.each([
    { reason: 'CrashLoopBackOff', restarts: 2, found: 'main' },
    { reason: 'CrashLoopBackOff', restarts: 1, found: undefined },
    { reason: 'ContainerCreating', restarts: 2, found: undefined },
  ])('finds $found for $reason after $restarts restarts', ({ reason, restarts, found }) => {
    expect(crashLooping(podWith(reason, restarts))?.name).toBe(found);
  });
});
