import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** One check for all that a commit's pull request touches, merge queues, and pull requests that were merged. */
export const gradingChecks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table grading_checks (
     repository_id bigint not null, head_sha text not null,
     round integer not null default 1, check_run_id bigint, shown text,
     completed boolean not null default false, merges integer,
     primary key (repository_id, head_sha))`,
  `create index grading_checks_merging on grading_checks (repository_id, merges)
     where merges is not null and not completed`,
  `alter table pull_requests add column merged boolean not null default false`,
  // The check itself tells now that a notice is over.
  `update pull_requests set notice = null where notice->>'kind' = 'settled'`,
];
