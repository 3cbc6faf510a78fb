import { createHash } from 'node:crypto';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { SubmissionState } from '../../domain/submissions/submission.ts';
import type { Database } from '../database/tables.ts';

const CLUSTER_PHASES = new Set(['cluster', 'prepare', 'grade']);

/**
 * Takes out of a report what statistics and the hunt for flaky checks ask for; in the transaction that writes the report, so
 * that both exist or none. A run that was cancelled says nothing.
 */
export async function recordRunFacts(
  transaction: Database,
  run: {
    runId: string;
    submission: {
      id: string;
      state: SubmissionState;
      course_id: string;
      exercise: string;
      author_id: number;
      created_at: Date;
    };
    report: GradingReport;
  },
): Promise<void> {
  const { runId, submission, report } = run;
  if (report.verdict === 'cancelled' || submission.state === 'cancelled') return;
  const place = { course_id: submission.course_id, exercise: submission.exercise };

  await transaction
    .insertInto('run_facts')
    .values({
      ...place,
      run_id: runId,
      submission_id: submission.id,
      github_id: submission.author_id,
      verdict: report.verdict,
      earned: report.score.earned,
      possible: report.score.possible,
      fingerprint: fingerprintOf(report) ?? null,
      cluster_ms: Math.round(
        report.timings.reduce((sum, one) => sum + (CLUSTER_PHASES.has(one.phase) ? one.durationMs : 0), 0),
      ),
      phases: JSON.stringify(report.timings),
      submitted_at: submission.created_at,
      finished_at: new Date(report.finishedAt),
    })
    .execute();

  if (report.checks.length === 0) return;

  await transaction
    .insertInto('check_results')
    .values(
      report.checks.map(({ id, status, findings }) => ({
        ...place,
        run_id: runId,
        check_id: id,
        status,
        code: findings[0]?.message.id ?? null,
      })),
    )
    .execute();
}

/** The same for two runs that had to give the same result. */
function fingerprintOf({ exercise, versions }: GradingReport): string | undefined {
  const { manifests, nodeImage, nodeImageDigest } = versions;
  const image = nodeImageDigest ?? nodeImage;
  if (manifests === undefined || image === undefined) return undefined;
  const facts = [exercise.slug, versions.exercise, image, manifests];
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}
