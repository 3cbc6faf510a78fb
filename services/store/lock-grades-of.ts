import type { Transaction } from 'kysely';
import { lockGrades, type GradeScope } from './recompute-grades.ts';
import type { Tables } from './tables.ts';

/** Takes the locks of the grades that submissions belong to, see `lockGrades`, always in the same order. Returns the grades. */
export async function lockGradesOf(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
): Promise<Required<GradeScope>[]> {
  if (submissionIds.length === 0) return [];
  const scopes = await transaction
    .selectFrom('submissions')
    .select(['course_id as courseId', 'exercise', 'author_id as githubId'])
    .distinct()
    .where('id', '=', (of) => of.fn.any(of.val([...submissionIds])))
    .orderBy('course_id')
    .orderBy('exercise')
    .orderBy('author_id')
    .execute();
  for (const scope of scopes) await lockGrades(transaction, scope);
  return scopes;
}
