import type { GradingReport } from '../submissions/grading-report.ts';
import { quarantinedChecks, type Quarantine } from './quarantine.ts';
import { waiveChecks } from './waive-checks.ts';

/**
 * The report as it counts today, and the ids of the checks under review that it spares.
 * @param quarantines All of its course and exercise.
 */
export function reportAsCounted(
  report: GradingReport,
  quarantines: readonly Pick<Quarantine, 'checkId' | 'lift'>[],
): { report: GradingReport; underReview: string[] } {
  const checks = quarantinedChecks(quarantines, new Date(report.finishedAt));
  return { report: waiveChecks(report, checks), underReview: [...checks] };
}
