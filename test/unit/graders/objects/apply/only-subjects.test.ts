import { describe, expect, it } from 'vitest';
import { onlySubjects } from '../../../../../graders/objects/apply/only-subjects.ts';
import { submittedObject } from '../../../../support/builders/submitted-object.ts';

const web = [{ kind: 'Deployment', name: 'web' }];

describe('onlySubjects', () => {
  it.each([
    ['the workload that is asked for', 'Deployment', 'web', true],
    ['one of another name', 'Deployment', 'front', false],
    ['one of another kind and the same name', 'StatefulSet', 'web', false],
    ['a bare pod', 'Pod', 'web', false],
    ['a CronJob', 'CronJob', 'web', false],
    ['a ReplicaSet that could be adopted', 'ReplicaSet', 'web', false],
    ['a Service', 'Service', 'front', true],
    ['a ConfigMap', 'ConfigMap', 'front', true],
    ['a PodDisruptionBudget', 'PodDisruptionBudget', 'front', true],
  ])('looks at %s', (_, kind, name, expected) => {
    const object = submittedObject({ kind, name });
    const { selected, leftOut } = onlySubjects([object], web);
    expect([selected, leftOut]).toEqual(expected ? [[object], []] : [[], [object]]);
  });
});
