import type { Database } from '../database/tables.ts';

/** One webhook delivery of GitHub; a redelivery keeps its guid. */
export interface Delivery {
  /** The `X-GitHub-Delivery` header. */
  guid: string;
  event: string;
  action?: string;
  receivedAt: Date;
}

/** Remembers which deliveries were accepted, so that a redelivery is answered without doing the work twice. */
export interface Deliveries {
  known(guid: string): Promise<boolean>;
  /** What was recorded of it. */
  find(guid: string): Promise<{ action?: string } | undefined>;
  /** Idempotent: the first record of a guid stays. Call it after the job is durable. */
  record(delivery: Delivery): Promise<void>;
  /** Forgets what was received before the date; returns how many. What is forgotten could be replayed. */
  forget(before: Date): Promise<number>;
}

export function createDeliveries(db: Database): Deliveries {
  return {
    async known(guid) {
      const row = await db
        .selectFrom('deliveries')
        .select('guid')
        .where('guid', '=', guid)
        .executeTakeFirst();

      return row !== undefined;
    },
    async find(guid) {
      const row = await db
        .selectFrom('deliveries')
        .select('action')
        .where('guid', '=', guid)
        .executeTakeFirst();

      return row && (row.action === null ? {} : { action: row.action });
    },
    async record({ guid, event, action, receivedAt }) {
      await db
        .insertInto('deliveries')
        .values({ guid, event, action: action ?? null, received_at: receivedAt })
        .onConflict((conflict) => conflict.column('guid').doNothing())
        .execute();
    },
    async forget(before) {
      const { numDeletedRows } = await db
        .deleteFrom('deliveries')
        .where('received_at', '<', before)
        .executeTakeFirstOrThrow();

      return Number(numDeletedRows);
    },
  };
}
