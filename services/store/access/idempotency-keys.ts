import type { Database } from '../database/tables.ts';

/** Whose key it is and for what. */
export interface RequestKey {
  actor: string;
  route: string;
  key: string;
}

/** What was answered to the request that took a key; no status while it still runs. */
export interface KeptAnswer {
  requestHash: string;
  status?: number;
  body?: string;
}

export interface IdempotencyKeys {
  /** Undefined: the key is new, or its request ended without an answer, and now taken. Else who took it. */
  take(key: RequestKey, requestHash: string): Promise<KeptAnswer | undefined>;
  finish(key: RequestKey, answer: { status: number; body?: string }): Promise<void>;
  /** Gives the key back: the request came to nothing. */
  release(key: RequestKey): Promise<void>;
  /** Removes what was taken before the date. Returns how many. */
  forget(before: Date): Promise<number>;
}

/** Milliseconds after which a request without an answer counts as dead with its process. */
const PATIENCE_MS = 60_000;

export function createIdempotencyKeys(db: Database, now: () => Date): IdempotencyKeys {
  return {
    async take(of, requestHash) {
      const at = now();

      const taken = await db
        .insertInto('idempotency_keys')
        .values({ ...of, request_hash: requestHash, at })
        .onConflict((conflict) =>
          conflict
            .columns(['actor', 'route', 'key'])
            .doUpdateSet({ request_hash: requestHash, at })
            .where('idempotency_keys.status', 'is', null)
            .where('idempotency_keys.at', '<', new Date(at.getTime() - PATIENCE_MS)),
        )
        .returning('key')
        .executeTakeFirst();

      if (taken !== undefined) return undefined;

      const row = await db
        .selectFrom('idempotency_keys')
        .selectAll()
        .where((where) => where.and({ ...of }))
        .executeTakeFirst();

      if (row === undefined) return { requestHash };
      return {
        requestHash: row.request_hash,
        ...(row.status === null ? {} : { status: row.status }),
        ...(row.body === null ? {} : { body: row.body }),
      };
    },
    async finish(of, { status, body }) {
      await db
        .updateTable('idempotency_keys')
        .set({ status, body: body ?? null })
        .where((where) => where.and({ ...of }))
        .execute();
    },
    async release(of) {
      await db
        .deleteFrom('idempotency_keys')
        .where((where) => where.and({ ...of }))
        .execute();
    },
    async forget(before) {
      const { numDeletedRows } = await db
        .deleteFrom('idempotency_keys')
        .where('at', '<', before)
        .executeTakeFirstOrThrow();

      return Number(numDeletedRows);
    },
  };
}
