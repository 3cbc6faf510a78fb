import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { GradingReport } from '../../../services/domain/submissions/grading-report.ts';
import { compareOutcome } from '../../../services/verification/compare-outcome.ts';
import type { FixtureExpectation } from '../../../services/exercise-catalogue/fixture-expectation.ts';
import type { Fixture } from '../../../services/exercise-catalogue/load-fixtures.ts';

const finding = (id: string) => ({ message: { id }, evidence: [] }) as unknown as Finding;

/** `a:pass b:fail/no-luck` as check results of 50 points each. */
function report(line: string, problems: string[] = []) {
  const checks = line.split(' ').map((entry) => {
    const [, id = '', status = '', message] = /^(\w+):(\w+)(?:\/(.+))?$/.exec(entry) ?? [];
    const earned = status === 'pass' ? 50 : 0;
    return {
      id,
      status,
      points: 50,
      earned,
      findings: message ? [finding(message)] : [],
    } as unknown as CheckResult;
  });

  return {
    checks,
    problems: problems.map(finding),
    score: { earned: checks.reduce((sum, { earned }) => sum + earned, 0), possible: 100 },
    verdict: 'failed',
  } satisfies Pick<GradingReport, 'checks' | 'problems' | 'score' | 'verdict'>;
}

describe('compareOutcome', () => {
  it.each<[Fixture['kind'], FixtureExpectation, ReturnType<typeof report>, string[]]>([
    ['solution', {}, report('a:pass b:pass'), []],
    ['solution', {}, report('a:pass b:fail/no-luck'), ['b: expected pass, found fail (no-luck)']],
    ['starter', {}, report('a:pass b:pass'), ['the starter scores 100; it must leave something to do']],
    ['starter', { checks: { a: 'pass', b: 'fail' }, score: 50 }, report('a:pass b:fail'), []],
    ['starter', { score: 0 }, report('a:pass b:fail'), ['expected 0 points, found 50']],
    ['mistake', { caughtBy: 'a' }, report('a:fail b:blocked'), []],
    ['mistake', { caughtBy: 'b' }, report('a:fail b:fail'), ['not caught by b']],
    ['mistake', { caughtBy: 'b', checks: { a: 'fail' } }, report('a:fail b:fail'), []],
    ['mistake', { caughtBy: 'a' }, report('a:pass b:pass'), ['not caught by a']],
    [
      'mistake',
      { caughtBy: 'a', messages: { a: 'no-luck' } },
      report('a:fail/other b:pass'),
      ['a: expected the message no-luck, found other'],
    ],
    [
      'mistake',
      { caughtBy: 'submission', problems: ['alias-unknown'] },
      report('a:blocked b:blocked', ['alias-unknown']),
      [],
    ],
    [
      'mistake',
      { caughtBy: 'a' },
      report('a:blocked b:blocked', ['alias-unknown']),
      ['refused: alias-unknown', 'not caught by a'],
    ],
    [
      'mistake',
      { caughtBy: 'a', checks: { c: 'pass' } },
      report('a:fail b:pass'),
      ['c: exercise.yaml has no such check'],
    ],
    ['cheat', { score: 50 }, report('a:pass b:fail'), []],
    ['cheat', { score: 60 }, report('a:pass b:fail'), []],
    ['cheat', { score: 20 }, report('a:pass b:fail'), ['the cheat deserves at most 20 points, found 50']],
    ['cheat', { score: 0 }, report('a:blocked b:blocked', ['alias-refused']), ['refused: alias-refused']],
  ])('%s with %o', (kind, expectation, found, differences) => {
    expect(compareOutcome({ kind, expectation }, found)).toEqual(differences);
  });

  it('never takes an error of ours for an outcome', () => {
    const found = { ...report('a:fail b:error'), verdict: 'not-graded' as const };

    expect(compareOutcome({ kind: 'mistake', expectation: { caughtBy: 'a' } }, found)).toContain(
      'an error of ours kept a check from running',
    );
  });
});
