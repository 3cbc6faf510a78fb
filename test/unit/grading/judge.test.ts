import { expect, it } from 'vitest';
import type { CheckResult } from '../../../graders/contract/check-result.ts';
import { judge } from '../../../services/grading/judge.ts';

const check = (status: CheckResult['status'], earned = 0, fault?: 'grader' | 'infrastructure') =>
  ({
    id: 'a',
    status,
    earned,
    points: 50,
    findings: [],
    ...(fault ? { fault } : {}),
  }) as unknown as CheckResult;

it.each([
  [
    'all pass',
    [check('pass', 50), check('pass', 50)],
    { verdict: 'passed', score: { earned: 100, possible: 100 } },
  ],
  [
    'one fails',
    [check('pass', 50), check('fail', 20)],
    { verdict: 'failed', fault: 'learner', score: { earned: 70, possible: 100 } },
  ],
  [
    'one is ours',
    [check('fail'), check('error', 0, 'infrastructure')],
    {
      verdict: 'not-graded',
      fault: 'infrastructure',
      failureCode: 'check-error',
      score: { earned: 0, possible: 100 },
    },
  ],
])('judges when %s', (_, checks, expected) => {
  expect(judge(checks)).toEqual(expected);
});
