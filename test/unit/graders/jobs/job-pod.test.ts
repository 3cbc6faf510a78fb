import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { jobPodOf } from '../../../../graders/jobs/job-pod.ts';

const ended = (
  name: string,
  exitCode: number,
  from: number,
  to: number,
  restartCount = 0,
): V1ContainerStatus => ({
  ...{ name, restartCount, image: '', imageID: '', ready: false },
  state: { terminated: { exitCode, startedAt: new Date(from), finishedAt: new Date(to) } },
});

const pod = (phase: string, changes: Partial<V1Pod> = {}): V1Pod => ({
  metadata: {
    uid: 'uid',
    name: 'shards-3-x',
    annotations: { 'batch.kubernetes.io/job-completion-index': '3' },
  },
  spec: { initContainers: [{ name: 'first' }], containers: [{ name: 'work' }] },
  status: {
    phase,
    initContainerStatuses: [ended('first', 0, 1_000, 4_000)],
    containerStatuses: [ended('work', 42, 5_000, 12_000, 2)],
  },
  ...changes,
});

describe('jobPodOf', () => {
  it('tells how a pod ended and what it wrote', () => {
    expect(jobPodOf(pod('Failed'), { text: 'done\n', complete: true }, true)).toEqual({
      uid: 'uid',
      name: 'shards-3-x',
      index: 3,
      succeeded: false,
      ended: true,
      restarts: 2,
      startedAt: 1_000,
      finishedAt: 12_000,
      exitCodes: [0, 42],
      output: 'done\n',
      complete: true,
    });
  });

  it('takes no number from the template of a Job that gives none', () => {
    expect(jobPodOf(pod('Failed'), undefined, false).index).toBeUndefined();
  });

  it('knows of no times before a start', () => {
    const {
      startedAt,
      finishedAt,
      exitCodes,
      ended: over,
    } = jobPodOf(pod('Pending', { status: { phase: 'Pending' } }), undefined, true);

    expect({ startedAt, finishedAt, exitCodes, over }).toEqual({ exitCodes: [], over: false });
  });
});
