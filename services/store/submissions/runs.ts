import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { SubmissionState } from '../../domain/submissions/submission.ts';
import { lockGradesOf } from '../grades/lock-grades-of.ts';
import { publicationWish } from '../publishing/publication-wish.ts';
import { recomputeGrades } from '../grades/recompute-grades.ts';
import { settleRegradeItems } from '../regrades/settle-regrade-items.ts';
import { storableJson } from '../database/storable-json.ts';
import { recordRunFacts } from './record-run-facts.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { RunFailure, RunState } from './run-state.ts';

export interface Run {
  runId: string;
  submissionId: string;
  workerId: string;
  fencing: number;
  state: RunState;
  startedAt: Date;
  finishedAt?: Date;
  report?: GradingReport;
  failure?: RunFailure;
}

export type FinalState = Exclude<SubmissionState, 'queued' | 'grading'>;

/** The tries to grade a submission. A run proves with its fencing number that it is the newest one. */
export interface Runs {
  /**
   * Begins a run: the submission becomes `grading`, its fencing number counts up, runs still open become `lost`.
   * Undefined when the submission is final or to be cancelled: do not grade (then call `submissions.close`).
   */
  start(run: {
    runId: string;
    submissionId: string;
    workerId: string;
    startedAt: Date;
  }): Promise<{ fencing: number } | undefined>;
  /**
   * Writes the report, the submission's final state, the grade and the wish to publish in one transaction. The state is
   * `cancelled`, whatever was asked, when a cancel request came first. False when a newer run holds the submission or
   * it is final already; true again when this very run repeats its call.
   */
  finish(result: {
    runId: string;
    fencing: number;
    report: GradingReport;
    state: FinalState;
  }): Promise<boolean>;
  /** Records an attempt that gave no verdict; the submission stays `grading` for the retry. False as for `finish`. */
  fail(attempt: { runId: string; fencing: number; failure: RunFailure; at: Date }): Promise<boolean>;
  get(runId: string): Promise<Run | undefined>;
  /** All runs of a submission, oldest first. */
  forSubmission(submissionId: string): Promise<Run[]>;
  /** The report of the newest finished run. */
  latestReport(submissionId: string): Promise<GradingReport | undefined>;
}

export function createRuns(db: Database, now: () => Date): Runs {
  const select = () => db.selectFrom('runs').selectAll();
  return {
    start: ({ runId, submissionId, workerId, startedAt }) =>
      db.transaction().execute(async (transaction) => {
        const taken = await transaction
          .updateTable('submissions')
          .set({ fencing: sql<number>`fencing + 1`, state: 'grading', ...publicationWish(now()) })
          .where('id', '=', submissionId)
          .where('state', 'in', ['queued', 'grading'])
          .where('cancel_requested', '=', false)
          .returning('fencing')
          .executeTakeFirst();

        if (!taken) return undefined;

        await transaction
          .updateTable('runs')
          .set({ state: 'lost', finished_at: startedAt })
          .where('submission_id', '=', submissionId)
          .where('state', '=', 'running')
          .execute();

        await transaction
          .insertInto('runs')
          .values({
            run_id: runId,
            submission_id: submissionId,
            worker_id: workerId,
            fencing: taken.fencing,
            state: 'running',
            started_at: startedAt,
          })
          .execute();

        return { fencing: taken.fencing };
      }),
    finish: ({ runId, fencing, report, state }) =>
      db.transaction().execute(async (transaction) => {
        const run = await transaction
          .selectFrom('runs')
          .select('submission_id')
          .where('run_id', '=', runId)
          .executeTakeFirst();

        const scopes = await lockGradesOf(transaction, run === undefined ? [] : [run.submission_id]);

        const submission = await transaction
          .updateTable('submissions')
          .set({
            state: sql<SubmissionState>`case when cancel_requested then 'cancelled' else ${state} end`,
            ...(isOurMachines(report) ? { uses_attempt: false } : {}),
            ...publicationWish(now()),
          })
          .where('id', '=', (of) => of.selectFrom('runs').select('submission_id').where('run_id', '=', runId))
          .where('fencing', '=', fencing)
          .where('state', '=', 'grading')
          .returning(['id', 'state', 'course_id', 'exercise', 'author_id', 'created_at'])
          .executeTakeFirst();

        if (!submission) {
          // A repeated call: the first one's answer was lost on the way.
          const before = await transaction
            .selectFrom('runs')
            .select('run_id')
            .where('run_id', '=', runId)
            .where('fencing', '=', fencing)
            .where('state', '=', 'finished')
            .executeTakeFirst();

          return before !== undefined;
        }

        await transaction
          .updateTable('runs')
          .set({
            state: 'finished',
            verdict: report.verdict,
            report: storableJson(report),
            finished_at: new Date(report.finishedAt),
          })
          .where('run_id', '=', runId)
          .execute();

        await recordRunFacts(transaction, { runId, submission, report });
        await settleRegradeItems(transaction, [submission.id]);
        for (const scope of scopes) await recomputeGrades(transaction, scope, now());
        return true;
      }),
    async fail({ runId, fencing, failure, at }) {
      const { numUpdatedRows } = await db
        .updateTable('runs')
        .set({ state: 'failed', failure: storableJson(failure), finished_at: at })
        .where('run_id', '=', runId)
        .where('fencing', '=', fencing)
        .where('state', '=', 'running')
        .executeTakeFirstOrThrow();

      return numUpdatedRows === 1n;
    },
    async get(runId) {
      const row = await select().where('run_id', '=', runId).executeTakeFirst();
      return row && toRun(row);
    },
    async forSubmission(submissionId) {
      const rows = await select().where('submission_id', '=', submissionId).orderBy('fencing').execute();
      return rows.map(toRun);
    },
    async latestReport(submissionId) {
      const row = await select()
        .where('submission_id', '=', submissionId)
        .where('state', '=', 'finished')
        .orderBy('fencing', 'desc')
        .executeTakeFirst();

      return row?.report ?? undefined;
    },
  };
}

/**
 * Whether a run without a verdict ended through machines of ours, which uses no attempt. A grader that broke or never came
 * back while the learner's workload ran does: else a submission that brings that about would be free.
 */
function isOurMachines({ verdict, fault }: GradingReport): boolean {
  return verdict === 'not-graded' && (fault === 'infrastructure' || fault === 'configuration');
}

function toRun(row: Selectable<Tables['runs']>): Run {
  const { fencing, state } = row;
  return {
    ...{ fencing, state },
    runId: row.run_id,
    submissionId: row.submission_id,
    workerId: row.worker_id,
    startedAt: row.started_at,
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    ...(row.report !== null && { report: row.report }),
    ...(row.failure !== null && { failure: row.failure }),
  };
}
