import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../../graders/workloads/is-complete.ts';
import { missedDeadline } from '../../../../graders/workloads/missed-deadline.ts';
import { storedDeployment } from '../../../support/builders/stored-deployment.ts';

const done = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  readyReplicas: 3,
  availableReplicas: 3,
};

describe('isComplete', () => {
  it.each([
    ['all pods are new, ready and available', done, true],
    ['the controller has not seen the newest spec', { ...done, observedGeneration: 1 }, false],
    ['an old pod is left', { ...done, replicas: 4 }, false],
    ['a pod is of the old template', { ...done, updatedReplicas: 2 }, false],
    ['a pod is not ready', { ...done, readyReplicas: 2 }, false],
    ['a pod is not available yet', { ...done, availableReplicas: 2 }, false],
    ['there is no status yet', undefined, false],
  ])('when %s', (_, status, expected) => {
    expect(isComplete(storedDeployment({ generation: 2, replicas: 3, status }))).toBe(expected);
  });
});

describe('missedDeadline', () => {
  const stuck = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];

  it.each([
    ['the newest spec is stuck', { observedGeneration: 2, conditions: stuck }, true],
    ['the report is about an older spec', { observedGeneration: 1, conditions: stuck }, false],
    [
      'it still makes progress',
      {
        observedGeneration: 2,
        conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }],
      },
      false,
    ],
    ['nothing was reported yet', { observedGeneration: 2 }, false],
  ])('when %s', (_, status, expected) => {
    expect(missedDeadline(storedDeployment({ generation: 2, replicas: 3, status }))).toBe(expected);
  });
});
