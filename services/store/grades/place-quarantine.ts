import type { Selectable, Transaction } from 'kysely';
import type { Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { publicationWish } from '../publishing/publication-wish.ts';
import { toQuarantine, type StoredQuarantine } from './read-quarantines.ts';
import { recomputeGrades } from './recompute-grades.ts';
import { storableJson } from '../database/storable-json.ts';
import type { Tables } from '../database/tables.ts';

export interface NewQuarantine extends Pick<
  Quarantine,
  'quarantineId' | 'courseId' | 'exercise' | 'checkId'
> {
  by: string;
  reason: string;
  evidence?: readonly Disagreement[];
}

/**
 * Puts a check under review, brings the grades up to date and asks that they are published. The caller's transaction holds
 * the lock of the course's grades. Undefined when the check is under review already.
 */
export async function placeQuarantine(
  transaction: Transaction<Tables>,
  { quarantineId, courseId, exercise, checkId, by, reason, evidence }: NewQuarantine,
  at: Date,
): Promise<StoredQuarantine | undefined> {
  const row = await transaction
    .insertInto('check_quarantines')
    .values({
      ...{ by, reason, exercise },
      quarantine_id: quarantineId,
      course_id: courseId,
      check_id: checkId,
      since: at,
      evidence: evidence === undefined ? null : storableJson(evidence),
    })
    .onConflict((conflict) =>
      conflict.columns(['course_id', 'exercise', 'check_id']).where('lifted_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();

  if (row === undefined) return undefined;
  await tellOfQuarantine(transaction, row, at);
  return toQuarantine(row);
}

/** Grades change, and with them what a pull request shows of runs that the check took points from. */
export async function tellOfQuarantine(
  transaction: Transaction<Tables>,
  { course_id, exercise, check_id }: Selectable<Tables['check_quarantines']>,
  at: Date,
): Promise<void> {
  await recomputeGrades(transaction, { courseId: course_id, exercise }, at);

  await transaction
    .updateTable('submissions')
    .set(publicationWish(at))
    .where('id', 'in', (from) =>
      from
        .selectFrom('check_results')
        .innerJoin('runs', 'runs.run_id', 'check_results.run_id')
        .innerJoin('submissions as graded', 'graded.id', 'runs.submission_id')
        .innerJoin('pull_requests', (join) =>
          join
            .onRef('pull_requests.repository_id', '=', 'graded.repository_id')
            .onRef('pull_requests.number', '=', 'graded.pull_number')
            .onRef('pull_requests.head_sha', '=', 'graded.head_sha'),
        )
        .select('graded.id')
        .where('check_results.course_id', '=', course_id)
        .where('check_results.exercise', '=', exercise)
        .where('check_results.check_id', '=', check_id)
        .where('check_results.status', '=', 'fail')
        .where('pull_requests.state', '=', 'open'),
    )
    .execute();
}
