import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What all processes together may still send to GitHub, what of it waits, and which heads were taken in. */
export const requestBudgets: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table request_budgets (budget text primary key, closed_until timestamptz)`,
  `create table request_writes (
     budget text not null references request_budgets (budget) on delete cascade,
     at timestamptz not null, creates boolean not null)`,
  `create index request_writes_newest on request_writes (budget, at desc)`,
  `alter table submissions
     add column check_revision integer not null default 0, add column publish_after timestamptz`,
  `update submissions set check_revision = published_revision`,
  `alter table pull_requests add column taken_in_head text`,
  `create index pull_requests_updated_at on pull_requests (updated_at)`,
];
