import type { V1PodStatus } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { podProblem } from '../../../../graders/workloads/pod-problem.ts';

const container = { name: 'app', image: 'i', imageID: '', ready: false, restartCount: 0 };

describe('podProblem', () => {
  it.each<[string, V1PodStatus, string]>([
    ['no status', {}, 'web-1: no status yet'],
    [
      'no node',
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' },
        ],
      },
      'web-1: Unschedulable (0/3 nodes)',
    ],
    [
      'an image that cannot be pulled',
      {
        containerStatuses: [
          { ...container, state: { waiting: { reason: 'ErrImagePull', message: 'not found' } } },
        ],
      },
      'web-1: container app: ErrImagePull (not found)',
    ],
    [
      'a container that ended',
      { containerStatuses: [{ ...container, state: { terminated: { exitCode: 3, reason: 'Error' } } }] },
      'web-1: container app: exited with code 3 (Error)',
    ],
    [
      'a probe that fails',
      { phase: 'Running', containerStatuses: [{ ...container, state: { running: {} } }] },
      'web-1: container app: running but not ready',
    ],
    [
      'a container that restarts',
      {
        containerStatuses: [
          {
            ...container,
            restartCount: 2,
            state: { running: {} },
            lastState: { terminated: { exitCode: 137 } },
          },
        ],
      },
      'web-1: container app: running but not ready, restarted 2 times, last exit code 137',
    ],
    [
      'an init container before all others',
      {
        initContainerStatuses: [
          { ...container, name: 'init', state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
        containerStatuses: [{ ...container, state: { waiting: { reason: 'PodInitializing' } } }],
      },
      'web-1: container init: CrashLoopBackOff, container app: PodInitializing',
    ],
    [
      'a container that is ready beside one that is not',
      {
        containerStatuses: [
          { ...container, ready: true, state: { running: {} } },
          { ...container, name: 'side', state: { running: {} } },
        ],
      },
      'web-1: container side: running but not ready',
    ],
  ])('explains %s', (_, status, expected) => {
    expect(podProblem({ metadata: { name: 'web-1' }, status })).toBe(expected);
  });
});
