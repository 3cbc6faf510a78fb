import type { V1JobSpec } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { moreTries } from '../../../../graders/jobs/more-tries.ts';

const rule = (action: string, operator: string, values: number[]) => ({
  action,
  onExitCodes: { operator, values },
});

const template = {};

describe('moreTries', () => {
  it.each<{ title: string; spec: Omit<V1JobSpec, 'template'>; expected: number }>([
    {
      title: 'the limit of each number',
      spec: { backoffLimitPerIndex: 3, backoffLimit: 2_147_483_647 },
      expected: 3,
    },
    { title: 'the limit of all', spec: { backoffLimitPerIndex: 3, backoffLimit: 1 }, expected: 1 },
    { title: 'six where nothing is said', spec: {}, expected: 6 },
    {
      title: 'none when the failure gives up the number',
      spec: { backoffLimitPerIndex: 3, podFailurePolicy: { rules: [rule('FailIndex', 'NotIn', [42])] } },
      expected: 0,
    },
    {
      title: 'any number when failures are not counted',
      spec: {
        backoffLimitPerIndex: 0,
        podFailurePolicy: { rules: [rule('FailIndex', 'In', [42]), rule('Ignore', 'NotIn', [42])] },
      },
      expected: Infinity,
    },
    {
      title: 'by the first rule that fits',
      spec: {
        backoffLimitPerIndex: 4,
        podFailurePolicy: { rules: [rule('Count', 'In', [1]), rule('FailJob', 'In', [1])] },
      },
      expected: 4,
    },
    {
      title: 'passing over rules for conditions of a Pod',
      spec: {
        backoffLimitPerIndex: 4,
        podFailurePolicy: {
          rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
        },
      },
      expected: 4,
    },
  ])('is $title', ({ spec, expected }) => {
    expect(moreTries({ ...spec, template }, 1)).toBe(expected);
  });
});
