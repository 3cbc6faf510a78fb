import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Nobody asks the database for parts of the work, so it need not take it apart at every delivery. */
export const inboxJson: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table inbox alter column work type json using work::json`.execute(db);
  },
};
