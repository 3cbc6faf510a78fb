import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../graders/contract/check-result.ts';
import { waiveChecks } from '../../../../services/domain/grades/waive-checks.ts';
import { buildCheck, buildReport } from '../../../support/builders/grading-report.ts';

/** `a:pass`, `b:fail`, `c:blocked:b`: worth 10 points each. */
const reportOf = (...checks: string[]) =>
  buildReport({
    checks: checks.map((text) => {
      const [id = '', status = '', blockedBy] = text.split(':');
      return buildCheck({
        id,
        status: status as CheckStatus,
        points: 10,
        ...(blockedBy === undefined ? {} : { blockedBy }),
      });
    }),
  });

describe('waiveChecks', () => {
  it.each<[string, string[], string[], [string, number]]>([
    ['nothing without a quarantine', ['a:pass', 'b:fail'], [], ['failed', 10]],
    ['gives back what the check took', ['a:pass', 'b:fail'], ['b'], ['passed', 20]],
    ['leaves the faults of other checks', ['a:fail', 'b:fail'], ['b'], ['failed', 10]],
    ['takes nothing from who passed it', ['a:fail', 'b:pass'], ['b'], ['failed', 10]],
    ['not what it blocked', ['a:pass', 'b:fail', 'c:blocked:b', 'd:blocked:c'], ['b'], ['failed', 20]],
    ['nor one under review that was not judged', ['a:fail', 'b:blocked:a'], ['a', 'b'], ['failed', 10]],
    ['not what something else blocked', ['a:fail', 'b:blocked:a'], ['b'], ['failed', 0]],
    ['nothing to who handed in nothing that runs', ['a:blocked', 'b:blocked'], ['b'], ['failed', 0]],
    ['nothing where we could not judge', ['a:error', 'b:fail'], ['b'], ['not-graded', 0]],
    ['an unknown check changes nothing', ['a:fail'], ['z'], ['failed', 0]],
  ])('%s', (_name, checks, quarantined, [verdict, earned]) => {
    const report = reportOf(...checks);
    const spared = waiveChecks(report, new Set(quarantined));
    expect([spared.verdict, spared.score]).toEqual([verdict, { earned, possible: report.score.possible }]);
    expect(spared.fault).toBe(verdict === 'passed' ? undefined : report.fault);
    expect(spared.checks.map(({ status }) => status)).toEqual(report.checks.map(({ status }) => status));
    expect(spared.checks.reduce((sum, check) => sum + check.earned, 0)).toBe(earned);
  });
});
