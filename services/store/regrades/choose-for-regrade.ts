import { sql, type Transaction } from 'kysely';
import type { RegradeFilter } from '../../domain/grades/regrade.ts';
import { countsFor } from '../submissions/counts-for.ts';
import type { Tables } from '../database/tables.ts';

export interface ChosenSubmission {
  submissionId: string;
  exercise: string;
  githubId: number;
  /** Of the run that gave the former result; null when our own failure kept it from one. */
  runId: string | null;
  earned: number | null;
}

/** The submissions of a course that a filter means, by id, at most `limit`. Only what was judged, or could not be, is graded again. */
export async function chooseForRegrade(
  transaction: Transaction<Tables>,
  courseId: string,
  { exercise, githubId, submissionId, result, failedCheck, notGradedBy, which }: RegradeFilter,
  limit: number,
): Promise<ChosenSubmission[]> {
  const newest = sql<string>`(select newest.id from submissions newest
    where newest.course_id = submissions.course_id and newest.author_id = submissions.author_id
      and newest.exercise = submissions.exercise and newest.counts and newest.state in ('graded', 'not-graded')
    order by newest.created_at desc, newest.id desc limit 1)`;

  const rows = await transaction
    .selectFrom('submissions')
    .leftJoin('runs', (join) =>
      join.onRef('runs.submission_id', '=', 'submissions.id').on('runs.state', '=', 'finished'),
    )
    .select([
      'submissions.id as submissionId',
      'submissions.exercise',
      'submissions.author_id as githubId',
      'runs.run_id as runId',
      sql<number | null>`(runs.report #>> '{score,earned}')::float8`.as('earned'),
    ])
    .where('submissions.course_id', '=', courseId)
    .where('submissions.counts', '=', true)
    .where('submissions.state', 'in', ['graded', 'not-graded'])
    .$if(exercise !== undefined, (query) => query.where('submissions.exercise', '=', exercise ?? ''))
    .$if(githubId !== undefined, (query) => query.where(countsFor(githubId ?? 0)))
    .$if(submissionId !== undefined, (query) => query.where('submissions.id', '=', submissionId ?? ''))
    .$if(result !== undefined, (query) => query.where(sql`coalesce(runs.verdict, 'not-graded')`, '=', result))
    .$if(failedCheck !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from jsonb_array_elements(runs.report -> 'checks') one
          where one ->> 'id' = ${failedCheck} and one ->> 'status' <> 'pass')`,
      ),
    )
    .$if(notGradedBy !== undefined, (query) =>
      query.where(sql`coalesce(runs.report #>> '{versions,exercise}', '')`, '!=', notGradedBy),
    )
    .$if(which === 'current' && submissionId === undefined, (query) =>
      query.where((where) =>
        where.or([
          where('submissions.id', '=', newest),
          where.exists(
            where
              .selectFrom('grades')
              .select('grades.submission_id')
              .whereRef('grades.course_id', '=', 'submissions.course_id')
              .whereRef('grades.submission_id', '=', 'submissions.id')
              .whereRef('grades.github_id', '=', 'submissions.author_id')
              .whereRef('grades.exercise', '=', 'submissions.exercise'),
          ),
          where.exists(
            where
              .selectFrom('submission_members')
              .innerJoin('grades', 'grades.github_id', 'submission_members.github_id')
              .select('grades.submission_id')
              .whereRef('submission_members.submission_id', '=', 'submissions.id')
              .whereRef('grades.course_id', '=', 'submissions.course_id')
              .whereRef('grades.exercise', '=', 'submissions.exercise')
              .whereRef('grades.submission_id', '=', 'submissions.id'),
          ),
        ]),
      ),
    )
    .orderBy('submissions.id')
    .limit(limit)
    .execute();

  return rows;
}
