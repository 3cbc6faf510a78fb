import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Statistics leave out the few submissions that do not count; without this they look at every one to find these. */
export const uncountedSubmissions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index submissions_uncounted on submissions (id) where not counts`.execute(db);
  },
};
