import type { GradingReport } from '../submissions/grading-report.ts';

/**
 * The report as it counts while checks are under review: what a quarantined check took is given back. What stands behind
 * it was not judged and is not given away, nor is what something else took. Full points stay the same, so that nobody who
 * passed loses by it. Status and findings remain what was found; a run that could not be judged stays so.
 * @param quarantined Ids of checks, see `quarantinedChecks`.
 */
export function waiveChecks(report: GradingReport, quarantined: ReadonlySet<string>): GradingReport {
  if (report.verdict !== 'failed') return report;

  const isSpared = ({ id, status }: { id: string; status: string }) =>
    status === 'fail' && quarantined.has(id);

  if (!report.checks.some(isSpared)) return report;
  const checks = report.checks.map((check) => (isSpared(check) ? { ...check, earned: check.points } : check));
  const score = { ...report.score, earned: checks.reduce((sum, { earned }) => sum + earned, 0) };
  if (!checks.every((check) => check.status === 'pass' || isSpared(check)))
    return { ...report, checks, score };
  const { fault: _, ...judged } = report;
  return { ...judged, checks, score, verdict: 'passed' };
}
