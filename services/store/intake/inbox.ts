import { sql } from 'kysely';
import type pg from 'pg';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import { createGroupCommit } from '../database/group-commit.ts';
import type { Database } from '../database/tables.ts';

/** A delivery that asks for something. */
export interface AcceptedDelivery {
  /** The `X-GitHub-Delivery` header. */
  guid: string;
  /** Tells contents apart, whatever they are called: at most 64 bytes. Without it only the guid counts. */
  content?: Buffer;
  event: string;
  /** What it asks for, in one word. */
  action: string;
  /** What it asks for, whole; plain JSON. */
  work: object;
  /** Where the trace of the delivery is, if one is written. */
  traceparent?: string;
  receivedAt: Date;
}

/** Work that was accepted and waits to be handed over. */
export interface WaitingWork {
  /** Counts up in the order of acceptance. */
  position: number;
  guid: string;
  /** As it was stored, perhaps by another version of Saiten. */
  work: unknown;
  traceparent?: string;
}

/** Between the answer to GitHub and the work that a delivery asks for. Nothing leaves it before it is done. */
export interface Inbox {
  /** Makes the delivery durable; false when its guid, or its content, is known already. Callers at the same time share a statement. */
  put(delivery: AcceptedDelivery): Promise<boolean>;
  /** What may be handed over now, oldest first, at most `most`. */
  oldest(most: number): Promise<WaitingWork[]>;
  done(positions: readonly number[]): Promise<void>;
  /** Leaves it alone until the date. */
  postpone(position: number, until: Date): Promise<void>;
  /** Runs `work` while no other process hands over: the order of what concerns one repository is kept. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

const MOST_IN_ONE_STATEMENT = 500;

/** Named, so that a connection plans it once: planning would cost more than the rows. */
const PUT = {
  name: 'put-into-inbox',
  text: `
    with asked as (
      select * from
        unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bytea[])
        with ordinality as asked (guid, event, action, work, traceparent, received_at, content, place)),
    fresh as (
      insert into deliveries (guid, event, action, received_at, content)
      select guid, event, action, received_at, content from asked order by place
      on conflict do nothing returning guid)
    insert into inbox (guid, work, traceparent)
    select asked.guid, asked.work::json, asked.traceparent from asked join fresh using (guid) order by asked.place
    returning guid`,
};

/** `pool` carries the deliveries, `locks` the advisory lock, `db` everything else. */
export function createInbox(
  { db, pool, locks }: { db: Database; pool: pg.Pool; locks: pg.Pool },
  now: () => Date,
): Inbox {
  const put = createGroupCommit<AcceptedDelivery, boolean>(async (all) => {
    const different = [...new Map(all.map((delivery) => [delivery.guid, delivery])).values()];

    const { rows } = await pool.query<{ guid: string }>({
      ...PUT,
      values: [
        different.map(({ guid }) => guid),
        different.map(({ event }) => event),
        different.map(({ action }) => action),
        different.map(({ work }) => JSON.stringify(work)),
        different.map(({ traceparent }) => traceparent ?? null),
        different.map(({ receivedAt }) => receivedAt.toISOString()),
        different.map(({ content }) => content ?? null),
      ],
    });

    const fresh = new Set(rows.map(({ guid }) => guid));
    // `delete` says whether it was still there: a second delivery with the guid is a duplicate.
    return all.map(({ guid }) => fresh.delete(guid));
  }, MOST_IN_ONE_STATEMENT);

  return {
    put,
    async oldest(most) {
      const rows = await db
        .selectFrom('inbox')
        .select(['position', 'guid', 'work', 'traceparent'])
        .where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', now())]))
        .orderBy('position')
        .limit(most)
        .execute();

      return rows.map(({ traceparent, ...row }) => ({
        ...row,
        ...(traceparent !== null && { traceparent }),
      }));
    },
    async done(positions) {
      if (positions.length === 0) return;
      await sql`delete from inbox where position = any(${[...positions]}::bigint[])`.execute(db);
    },
    async postpone(position, until) {
      await db.updateTable('inbox').set({ not_before: until }).where('position', '=', position).execute();
    },
    inTurn: (work) => withAdvisoryLock(locks, 'inbox', work),
  };
}
