import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { GradingReport } from './grading-report.ts';

/**
 * The report as it counts while checks are under review: what a quarantined check took is given back, and what the
 * checks took that it kept from running. Full points stay the same, so that nobody who passed loses by it, and what
 * something else took stays taken. Status and findings remain what was found; a run that could not be judged
 * stays so.
 * @param quarantined Ids of checks, see `quarantinedChecks`.
 */
export function spareChecks(report: GradingReport, quarantined: ReadonlySet<string>): GradingReport {
  if (report.verdict !== 'failed') return report;
  const spared = sparedChecks(report.checks, quarantined);
  if (spared.size === 0) return report;
  const checks = report.checks.map((check) =>
    spared.has(check.id) ? { ...check, earned: check.points } : check,
  );
  const score = { ...report.score, earned: checks.reduce((sum, { earned }) => sum + earned, 0) };
  if (!checks.every(({ id, status }) => status === 'pass' || spared.has(id)))
    return { ...report, checks, score };
  const { fault: _, ...judged } = report;
  return { ...judged, checks, score, verdict: 'passed' };
}

/** The checks whose points are given back: a quarantined one that failed, and all that it blocked, however indirectly. */
function sparedChecks(checks: readonly CheckResult[], quarantined: ReadonlySet<string>): Set<string> {
  const spared = new Set<string>();
  for (let before = -1; before < spared.size;) {
    before = spared.size;
    for (const { id, status, blockedBy } of checks) {
      if (status === 'fail' && quarantined.has(id)) spared.add(id);
      if (status === 'blocked' && blockedBy !== undefined && spared.has(blockedBy)) spared.add(id);
    }
  }
  return spared;
}
