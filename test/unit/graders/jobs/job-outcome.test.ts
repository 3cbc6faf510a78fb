import { describe, expect, it } from 'vitest';
import { jobOutcome } from '../../../../graders/jobs/job-outcome.ts';

const condition = (type: string, status = 'True') => ({
  type,
  status,
  reason: 'Because',
  message: 'of this',
  lastTransitionTime: new Date(7_000),
});

describe('jobOutcome', () => {
  it.each([
    { conditions: [], expected: { state: 'running' } },
    { conditions: [condition('FailureTarget')], expected: { state: 'running' } },
    { conditions: [condition('Complete', 'False')], expected: { state: 'running' } },
    {
      conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
      expected: { state: 'complete', at: 7_000 },
    },
    {
      conditions: [condition('FailureTarget'), condition('Failed')],
      expected: { state: 'failed', at: 7_000, reason: 'Because', message: 'of this' },
    },
  ])('is $expected.state for $conditions', ({ conditions, expected }) => {
    expect(jobOutcome({ status: { conditions } })).toEqual(expected);
  });

  it('does not take counters for the end', () => {
    expect(jobOutcome({ status: { succeeded: 8 } })).toEqual({ state: 'running' });
  });
});
