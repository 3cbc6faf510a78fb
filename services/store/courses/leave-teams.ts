import { sql, type Transaction } from 'kysely';
import type { ErasureScope } from './erasure-scope.ts';
import type { Tables } from '../database/tables.ts';

/**
 * Takes a learner who is to be erased out of teams and of what teams handed in. That stays for the others; where the learner
 * stands as its author, another one of the team does from now on.
 */
export async function leaveTeams(
  transaction: Transaction<Tables>,
  { githubId, courseId }: ErasureScope,
): Promise<void> {
  const course = courseId === undefined ? sql`` : sql`and course_id = ${courseId}`;

  const theirs = sql`select id from submissions
    where id in (select submission_id from submission_members where github_id = ${githubId}) ${course}`;

  // Who still grades holds these rows while writing a result.
  const { rows: joint } = await sql<{ id: string }>`${theirs} order by id for update`.execute(transaction);
  const ids = joint.map(({ id }) => id);
  await sql`delete from team_members where github_id = ${githubId} ${course}`.execute(transaction);

  await sql`delete from submission_members
    where github_id = ${githubId} and submission_id = any(${ids}::text[])`.execute(transaction);

  const { rows: left } = await sql<{ id: string; repository_id: number; pull_number: number }>`
    update submissions set author_id = heir.github_id, author_login = heir.login
    from (select distinct on (submission_id) submission_id, github_id, login from submission_members
      where submission_id = any(${ids}::text[]) order by submission_id, github_id) heir
    where id = heir.submission_id and author_id = ${githubId}
    returning id, repository_id, pull_number`.execute(transaction);

  const inherited = left.map(({ id }) => id);
  for (const table of ['run_facts', 'regrade_items'])
    await sql`update ${sql.table(table)} named set github_id = submissions.author_id from submissions
      where submissions.id = named.submission_id
        and submissions.id = any(${inherited}::text[])`.execute(transaction);
  const keys = left.map(({ repository_id, pull_number }) => `${repository_id}/${pull_number}`);

  await sql`update pull_requests set author_id = 0, author_login = ''
    where author_id = ${githubId} and repository_id || '/' || number = any(${keys}::text[])`.execute(
    transaction,
  );
}
