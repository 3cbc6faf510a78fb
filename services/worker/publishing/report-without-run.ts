import type { Localized } from '../../../graders/contract/localized.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Submission } from '../../domain/submissions/submission.ts';

/** The report of a submission that ended before any run: superseded while it waited, or given up by the reconciler. */
export function reportWithoutRun(submission: Submission, title: Localized): GradingReport {
  const at = submission.createdAt.toISOString();
  return {
    runId: submission.id,
    exercise: { slug: submission.exercise, title },
    headSha: submission.headSha,
    attempt: submission.attempt,
    ...(submission.state === 'cancelled'
      ? { verdict: 'cancelled' as const, fault: 'cancelled' as const }
      : { verdict: 'not-graded' as const, fault: 'infrastructure' as const, failureCode: 'never-run' }),
    score: { earned: 0, possible: 100 },
    problems: [],
    checks: [],
    timings: [],
    versions: { exercise: '' },
    startedAt: at,
    finishedAt: at,
  };
}
