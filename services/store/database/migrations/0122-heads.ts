import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** When each commit was first heard of as the head of a pull request, or of a branch; of those that are known, what can be said. */
export const heads: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table heads (
     repository_id bigint not null, number integer not null, head_sha text not null,
     heard_at timestamptz not null,
     primary key (repository_id, number, head_sha))`,
  `insert into heads select repository_id, number, head_sha, updated_at from pull_requests
     where author_id <> 0 and updated_at > 'epoch'`,
];
