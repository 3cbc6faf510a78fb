import { sql, type Transaction } from 'kysely';
import type { ChosenSubmission } from './choose-for-regrade.ts';
import type { Tables } from '../database/tables.ts';

/** One that is graded again, with the id of its copy. */
export type OpenedAgain = ChosenSubmission & { id: string };

/**
 * Copies submissions to be graded once more, however many, in three statements. Attempts of previews count down from -1: no
 * number that a learner's own attempt could take. They get a proper one when they are published.
 */
export async function openAgain(
  transaction: Transaction<Tables>,
  { regradeId, at }: { regradeId: string; at: Date },
  opened: readonly OpenedAgain[],
): Promise<void> {
  const ids = opened.map(({ id }) => id);
  const formers = opened.map(({ submissionId }) => submissionId);
  const copies = sql`unnest(${ids}::text[], ${formers}::text[]) with ordinality copies (copy, source, place)`;

  // Several of one commit and exercise may be among them: each gets a number of its own.
  await sql`
    insert into submissions (id, repository_id, pull_number, head_sha, exercise, attempt, folder, author_id,
      author_login, course_id, exercise_title, state, revision, wanted_at, created_at, updated_at, submitted_at,
      counts, regrade_id, team, handed_in, uncredited)
    select copy, repository_id, pull_number, head_sha, exercise,
      (select least(min(attempt), 0) from submissions same
        where (same.repository_id, same.pull_number, same.head_sha, same.exercise)
          = (former.repository_id, former.pull_number, former.head_sha, former.exercise))
      - row_number() over (partition by repository_id, pull_number, head_sha, exercise order by place),
      folder, author_id, author_login, course_id, exercise_title, 'queued', 0, ${at}::timestamptz,
      ${at}::timestamptz, ${at}::timestamptz, coalesce(submitted_at, created_at), false, ${regradeId}::text, team,
      handed_in, uncredited
    from ${copies} join submissions former on former.id = source`.execute(transaction);

  await sql`
    insert into submission_members (submission_id, github_id, login)
    select copy, github_id, login from ${copies} join submission_members on submission_id = source`.execute(
    transaction,
  );

  const runs = opened.map(({ runId }) => runId);
  const earned = opened.map((one) => one.earned);

  await sql`
    insert into regrade_items (regrade_id, submission_id, new_submission_id, exercise, github_id, old_run_id,
      old_earned, state)
    select ${regradeId}::text, source, copy, exercise, author_id, run_id, earned, 'open'
    from unnest(${ids}::text[], ${formers}::text[], ${runs}::text[], ${earned}::numeric[])
      copies (copy, source, run_id, earned) join submissions former on former.id = source`.execute(
    transaction,
  );
}
