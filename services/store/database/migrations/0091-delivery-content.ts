import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What was delivered once is known under every other id as well. */
export const deliveryContent: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table deliveries add column content bytea`.execute(db);
    await sql`create unique index deliveries_content on deliveries (content)`.execute(db);
  },
};
