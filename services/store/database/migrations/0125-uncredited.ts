import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Results that are shown and count for nobody, with the reason; null for all others. */
export const uncredited: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table submissions add column uncredited text`.execute(db);

    // Statistics leave these few out.
    await sql`create index submissions_uncredited on submissions (id) where uncredited is not null`.execute(
      db,
    );
  },
};
