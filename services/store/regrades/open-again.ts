import { sql, type Transaction } from 'kysely';
import type { ChosenSubmission } from './choose-for-regrade.ts';
import type { Tables } from '../database/tables.ts';

/**
 * Copies a submission to be graded once more. Attempts of previews count down from -1: no number that a learner's own
 * attempt could take. They get a proper one when they are published.
 */
export async function openAgain(
  transaction: Transaction<Tables>,
  { regradeId, id, one, at }: { regradeId: string; id: string; one: ChosenSubmission; at: Date },
): Promise<void> {
  await sql`
    insert into submissions (id, repository_id, pull_number, head_sha, exercise, attempt, folder, author_id,
      author_login, course_id, exercise_title, state, revision, wanted_at, created_at, updated_at, submitted_at,
      counts, regrade_id, team, handed_in, uncredited)
    select ${id}, repository_id, pull_number, head_sha, exercise,
      (select least(min(attempt), 0) - 1 from submissions same
        where (same.repository_id, same.pull_number, same.head_sha, same.exercise)
          = (former.repository_id, former.pull_number, former.head_sha, former.exercise)),
      folder, author_id, author_login, course_id, exercise_title, 'queued', 0, ${at}, ${at}, ${at},
      coalesce(submitted_at, created_at), false, ${regradeId}, team, handed_in, uncredited
    from submissions former where id = ${one.submissionId}`.execute(transaction);

  await sql`
    insert into submission_members (submission_id, github_id, login)
    select ${id}, github_id, login from submission_members where submission_id = ${one.submissionId}`.execute(
    transaction,
  );

  await transaction
    .insertInto('regrade_items')
    .values({
      regrade_id: regradeId,
      submission_id: one.submissionId,
      new_submission_id: id,
      exercise: one.exercise,
      github_id: one.githubId,
      old_run_id: one.runId,
      old_earned: one.earned,
      state: 'open',
    })
    .execute();
}
