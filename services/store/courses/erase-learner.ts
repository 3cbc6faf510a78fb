import { sql, type Transaction } from 'kysely';
import { leaveTeams } from './leave-teams.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { ErasureScope } from './erasure-scope.ts';

/** What was removed; all zero when there was nothing any more. */
export interface Erasure {
  submissions: number;
  runs: number;
  evidence: number;
  grades: number;
  memberships: number;
  /** Entries of the audit log from which a person was taken out. */
  auditEntries: number;
}

/** Forgets a learner. */
export interface Learners {
  /** Accounts that carry, or carried, the login, whatever its case. */
  withLogin(login: string): Promise<number[]>;
  /** What `erase` would remove. */
  preview(scope: ErasureScope): Promise<Erasure>;
  /**
   * Removes all that is kept of a learner, in one transaction: submissions with their runs, evidence and grades, what was
   * decided for the learner, memberships, names. What a team handed in stays for the others of the team, entries of the
   * audit log stay without the person. Twice is fine.
   */
  erase(scope: ErasureScope): Promise<Erasure>;
}

/** Stands where a person stood. */
const ERASED = 'erased';

class Rollback extends Error {}

export function createLearners(db: Database): Learners {
  return {
    async withLogin(login) {
      const { rows } = await sql<{ id: number }>`
        select github_id as id from course_members where lower(login) = lower(${login})
        union select author_id from submissions where lower(author_login) = lower(${login})
        union select github_id from submission_members where lower(login) = lower(${login})
        union select author_id from pull_requests where lower(author_login) = lower(${login})
        order by id`.execute(db);

      return rows.map(({ id }) => id);
    },
    async preview(scope) {
      let found: Erasure | undefined;

      // Removing and taking it back counts exactly what would be removed.
      await db
        .transaction()
        .execute(async (transaction) => {
          found = await erase(transaction, scope);
          throw new Rollback();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Rollback)) throw error;
        });

      return found ?? { submissions: 0, runs: 0, evidence: 0, grades: 0, memberships: 0, auditEntries: 0 };
    },
    erase: (scope) => db.transaction().execute((transaction) => erase(transaction, scope)),
  };
}

async function erase(transaction: Transaction<Tables>, scope: ErasureScope): Promise<Erasure> {
  const { githubId } = scope;
  const course = scope.courseId === undefined ? sql`` : sql`and course_id = ${scope.courseId}`;

  const count = async (statement: ReturnType<typeof sql>) =>
    Number((await statement.execute(transaction)).numAffectedRows ?? 0n);

  const names = await namesOf(transaction, githubId);
  await leaveTeams(transaction, scope);
  const theirs = sql`select id from submissions where author_id = ${githubId} ${course}`;
  const theirRuns = sql`select run_id from runs where submission_id in (${theirs})`;

  // Whoever still grades holds these rows while writing a result; nobody can write one afterwards.
  await sql`select id from submissions where author_id = ${githubId} ${course} order by id for update`.execute(
    transaction,
  );

  const pulls = await sql<{ repository_id: number; pull_number: number }>`
    select distinct repository_id, pull_number from submissions
    where author_id = ${githubId} ${course}`.execute(transaction);

  const evidence = await count(sql`delete from run_evidence where run_id in (${theirRuns})`);
  await count(sql`delete from run_facts where github_id = ${githubId} ${course}`);
  const grades = await count(sql`delete from grades where github_id = ${githubId} ${course}`);
  for (const table of ['overrides', 'extensions', 'lms_identities'])
    await count(sql`delete from ${sql.table(table)} where github_id = ${githubId} ${course}`);

  await count(
    sql`delete from regrade_items where submission_id in (${theirs}) or new_submission_id in (${theirs})`,
  );

  // Filters of regrades may name one learner.
  await count(sql`update regrades set filter = '{}' where filter::text ~ ${whole(githubId)} ${course}`);
  // What showed that a check contradicts itself names learners and their runs; the decision stays.
  const shown = sql`evidence::text ~ ${whole(githubId)} ${course}`;
  await count(sql`update check_quarantines set evidence = null where ${shown}`);
  await count(sql`update check_proposals set evidence = '[]' where ${shown}`);
  const runs = await count(sql`delete from runs where submission_id in (${theirs})`);
  const submissions = await count(sql`delete from submissions where author_id = ${githubId} ${course}`);
  await forgetPullRequests(transaction, scope, pulls.rows);
  const memberships = await count(sql`delete from course_members where github_id = ${githubId} ${course}`);
  await count(sql`delete from api_tokens where github_id = ${githubId} ${course}`);
  if (scope.courseId === undefined) await count(sql`delete from sessions where github_id = ${githubId}`);
  const patterns = [whole(githubId), ...names.map(whole)];
  const mentions = patterns.join('|');

  await count(sql`delete from idempotency_keys
    where actor = ${`github:${githubId}`} or route ~* ${mentions} or body ~* ${mentions}`);

  const auditEntries = await count(sql`
    update audit_log set
      actor = case when actor_github_id = ${githubId} or actor ~* ${mentions} then ${ERASED} else actor end,
      actor_github_id = nullif(actor_github_id, ${githubId}),
      target = regexp_replace(target, ${mentions}, ${`\\1${ERASED}`}, 'gi'),
      before = case when before::text ~* ${mentions} then null else before end,
      after = case when after::text ~* ${mentions} then null else after end,
      reason = case when reason ~* ${mentions} then null else reason end
    where (actor_github_id = ${githubId} or actor ~* ${mentions} or target ~* ${mentions}
      or before::text ~* ${mentions} or after::text ~* ${mentions} or reason ~* ${mentions}) ${course}`);

  return { submissions, runs, evidence, grades, memberships, auditEntries };
}

/** Every login and name under which the learner is known here. */
async function namesOf(transaction: Transaction<Tables>, githubId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select login as name from course_members where github_id = ${githubId} and login is not null
    union select name from course_members where github_id = ${githubId} and name is not null
    union select pseudonym from course_members where github_id = ${githubId}
    union select author_login from submissions where author_id = ${githubId}
    union select login from submission_members where github_id = ${githubId}
    union select author_login from pull_requests where author_id = ${githubId}
    union select login from sessions where github_id = ${githubId}`.execute(transaction);

  return rows.map(({ name }) => name).filter((name) => name !== '');
}

/**
 * Pull requests of which nothing is left. Of one that is open the address stays, without its author: else the reconciler
 * would find it on GitHub, take it for a missed one and grade it again.
 */
async function forgetPullRequests(
  transaction: Transaction<Tables>,
  { githubId, courseId }: ErasureScope,
  pulls: readonly { repository_id: number; pull_number: number }[],
): Promise<void> {
  const keys = pulls.map(({ repository_id, pull_number }) => `${repository_id}/${pull_number}`);

  const theirs = sql`(repository_id || '/' || number = any(${keys}::text[])
      ${courseId === undefined ? sql`or author_id = ${githubId}` : sql``})
    and not exists (select from submissions s
      where s.repository_id = pull_requests.repository_id and s.pull_number = pull_requests.number)`;

  // When somebody pushed, and when it was handed in.
  for (const [table, number] of [
    ['heads', 'number'],
    ['hand_ins', 'pull_number'],
  ] as const)
    await sql`delete from ${sql.table(table)} where (repository_id, ${sql.ref(number)}) in
      (select repository_id, number from pull_requests where ${theirs})`.execute(transaction);
  await sql`delete from pull_requests where state = 'closed' and ${theirs}`.execute(transaction);

  await sql`update pull_requests set author_id = 0, author_login = '', notice = null, comment_hash = null,
      published_revision = revision where ${theirs}`.execute(transaction);
}

/** A pattern for a text that stands alone, with what is before it as the first group. */
function whole(text: string | number): string {
  return `(^|[^[:alnum:]])${String(text).replaceAll(/[^\p{L}\p{N}_]/gu, '\\$&')}(?![[:alnum:]])`;
}
