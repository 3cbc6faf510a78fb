import { sql, type Transaction } from 'kysely';
import { lockGrades, type GradeScope } from './recompute-grades.ts';
import type { Tables } from '../database/tables.ts';

/** Takes the locks of the grades that submissions belong to, see `lockGrades`, always in the same order. Returns the grades. */
export async function lockGradesOf(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
): Promise<Required<GradeScope>[]> {
  if (submissionIds.length === 0) return [];
  const ids = sql`any(${[...submissionIds]}::text[])`;

  const { rows: scopes } = await sql<Required<GradeScope>>`
    select course_id as "courseId", exercise, author_id as "githubId" from submissions where id = ${ids}
    union
    select course_id, exercise, github_id from submissions
      join submission_members on submission_id = id where id = ${ids}
    order by 1, 2, 3`.execute(transaction);

  for (const scope of scopes) await lockGrades(transaction, scope);
  return scopes;
}
