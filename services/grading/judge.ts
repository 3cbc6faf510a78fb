import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { Fault } from '../domain/failure.ts';
import type { GradingReport } from '../domain/submissions/grading-report.ts';

/**
 * The verdict that follows from check results. One `error` makes the run `not-graded`, with the fault and
 * the code `check-error`: what is ours never counts against a learner.
 */
export function judge(
  checks: readonly CheckResult[],
): Pick<GradingReport, 'verdict' | 'fault' | 'failureCode' | 'score'> {
  const score = {
    earned: checks.reduce((sum, { earned }) => sum + earned, 0),
    possible: checks.reduce((sum, { points }) => sum + points, 0),
  };

  const broken = checks.find(({ status }) => status === 'error');

  if (broken !== undefined) {
    const fault: Fault = broken.fault ?? 'grader';
    return { verdict: 'not-graded', fault, failureCode: 'check-error', score };
  }

  if (checks.every(({ status }) => status === 'pass')) return { verdict: 'passed', score };
  return { verdict: 'failed', fault: 'learner', score };
}
