import type { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';
import type { Failure } from '../../domain/failure.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Submission } from '../../domain/submissions/submission.ts';

/** The report of a run that ended without judging the learner: cancelled, or not graded through a fault of ours. */
export function reportWithoutVerdict(run: {
  submission: Submission;
  runId: string;
  definition: ExerciseDefinition;
  hash: string;
  failure: Failure;
  startedAt: Date;
  finishedAt: Date;
}): GradingReport {
  const { submission, runId, definition, hash, failure } = run;
  const possible = definition.checks.reduce((sum, { points }) => sum + points, 0);
  return {
    runId,
    exercise: { slug: definition.slug, title: definition.title },
    headSha: submission.headSha,
    attempt: submission.attempt,
    verdict: failure.fault === 'cancelled' ? 'cancelled' : 'not-graded',
    fault: failure.fault,
    failureCode: failure.code,
    score: { earned: 0, possible },
    problems: [],
    checks: [],
    timings: [],
    versions: { exercise: hash },
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
  };
}
