import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Commits that were handed in by a command or a tag, in courses where a push alone hands nothing in. */
export const handIns: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table hand_ins (
     repository_id bigint not null, pull_number integer not null, head_sha text not null,
     exercise text not null, folder text not null, at timestamptz not null,
     primary key (repository_id, pull_number, exercise, head_sha))`,
  `alter table submissions add column handed_in boolean not null default false`,
];
