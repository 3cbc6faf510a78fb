import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Entries are written before what they tell of; those that there are tell of what happened. */
export const auditOutcome: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table audit_log add column outcome text not null default 'done'
      check (outcome in ('begun', 'done'))`.execute(db);
  },
};
