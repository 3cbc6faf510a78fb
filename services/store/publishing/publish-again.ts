import { sql, type Transaction } from 'kysely';
import type { ChangedGrade, GradeScope } from '../grades/recompute-grades.ts';
import { publicationWish } from './publication-wish.ts';
import { countsFor } from '../submissions/counts-for.ts';
import type { Tables } from '../database/tables.ts';

/** Asks for a publication of submissions whose rows themselves did not change. Part of the transaction. */
export async function publishAgain(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
  now: Date,
): Promise<void> {
  if (submissionIds.length === 0) return;

  await transaction
    .updateTable('submissions')
    .set(publicationWish(now))
    .where('id', '=', (of) => of.fn.any(of.val([...submissionIds])))
    .execute();
}

/** The newest submission of a learner for an exercise: where they look for news. */
export async function newestSubmission(
  transaction: Transaction<Tables>,
  { courseId, exercise, githubId }: Required<GradeScope>,
): Promise<string[]> {
  const row = await transaction
    .selectFrom('submissions')
    .select('id')
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .where(countsFor(githubId))
    .where('counts', '=', true)
    .where('state', '!=', 'cancelled')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

  return row === undefined ? [] : [row.id];
}

/** The submissions whose learners see another grade now. */
export function submissionsOf(changed: readonly ChangedGrade[]): string[] {
  return [
    ...new Set(
      changed.flatMap(({ before, after }) =>
        [before?.submission_id, after?.submission_id].flatMap((id) => (id == null ? [] : [id])),
      ),
    ),
  ];
}

/** The pull requests of submissions, for the jobs that publish at once what was asked for. */
export interface PullRequestKey {
  repositoryId: number;
  pullNumber: number;
}

export async function pullRequestsOf(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
): Promise<PullRequestKey[]> {
  if (submissionIds.length === 0) return [];
  return transaction
    .selectFrom('submissions')
    .select(['repository_id as repositoryId', 'pull_number as pullNumber'])
    .distinct()
    .where('id', '=', (of) => of.fn.any(of.val([...submissionIds])))
    .orderBy(sql`1`)
    .orderBy(sql`2`)
    .execute();
}
