import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What deliveries ask for and has not been handed over yet; empty most of the time. */
export const inbox: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table inbox (
     position bigint generated always as identity primary key,
     guid text not null, work jsonb not null, traceparent text, not_before timestamptz)`,
  // Deliveries are appended in the order of time: the smallest index finds the old ones as well.
  `drop index deliveries_received_at`,
  `create index deliveries_received_at on deliveries using brin (received_at)`,
];
