import type { MemberState, PoolMember } from '../../domain/clusters/pool-member.ts';
import type { Database } from '../database/tables.ts';

/** What may change together with a member's state. */
export interface MemberChange {
  runId?: string;
  networkPolicy?: boolean;
  deadline?: Date;
}

/** The clusters of all workers, and how many of a kind somebody asked to have in stock. */
export interface Pool {
  /** Written before the cluster is made, so that nothing exists that is not known. */
  add(member: Omit<PoolMember, 'version' | 'stateAt' | 'runId' | 'networkPolicy'>): Promise<PoolMember>;
  /**
   * The one way a member changes: from the state and version that the caller saw to another state. Undefined when somebody
   * else was faster; then nothing changed.
   */
  move(
    seen: Pick<PoolMember, 'name' | 'state' | 'version'>,
    to: MemberState,
    change?: MemberChange,
  ): Promise<PoolMember | undefined>;
  /** Oldest first. */
  list(filter?: { workerId?: string }): Promise<PoolMember[]>;
  /** The cluster is gone. Already removed is fine. */
  remove(name: string): Promise<void>;
  /** How many ready clusters of a key every worker keeps at least; 0: none, whatever the demand. */
  minimums(): Promise<Map<string, number>>;
  /** @param count Undefined leaves the key to the settings again. */
  setMinimum(poolKey: string, count: number | undefined): Promise<void>;
}

const COLUMNS = [
  'name',
  'pool_key as poolKey',
  'fingerprint',
  'worker_id as workerId',
  'host',
  'state',
  'version',
  'run_id as runId',
  'network_policy as networkPolicy',
  'created_at as createdAt',
  'state_at as stateAt',
  'deadline',
] as const;

export function createPool(db: Database, now: () => Date): Pool {
  return {
    async add({ name, poolKey, fingerprint, workerId, host, state, createdAt, deadline }) {
      const row = await db
        .insertInto('pool_members')
        .values({
          name,
          pool_key: poolKey,
          fingerprint,
          worker_id: workerId,
          host,
          state,
          created_at: createdAt,
          state_at: now(),
          deadline,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();

      return member(row);
    },
    async move({ name, state, version }, to, { runId, networkPolicy, deadline } = {}) {
      const row = await db
        .updateTable('pool_members')
        .set({
          state: to,
          version: version + 1,
          state_at: now(),
          ...(runId === undefined ? {} : { run_id: runId }),
          ...(networkPolicy === undefined ? {} : { network_policy: networkPolicy }),
          ...(deadline === undefined ? {} : { deadline }),
        })
        .where('name', '=', name)
        .where('state', '=', state)
        .where('version', '=', version)
        .returning(COLUMNS)
        .executeTakeFirst();

      return row === undefined ? undefined : member(row);
    },
    async list({ workerId } = {}) {
      let query = db.selectFrom('pool_members').select(COLUMNS).orderBy('created_at').orderBy('name');
      if (workerId !== undefined) query = query.where('worker_id', '=', workerId);
      return (await query.execute()).map(member);
    },
    async remove(name) {
      await db.deleteFrom('pool_members').where('name', '=', name).execute();
    },
    async minimums() {
      const rows = await db.selectFrom('pool_minimums').select(['pool_key', 'count']).execute();
      return new Map(rows.map(({ pool_key, count }) => [pool_key, count]));
    },
    async setMinimum(poolKey, count) {
      if (count === undefined) await db.deleteFrom('pool_minimums').where('pool_key', '=', poolKey).execute();
      else
        await db
          .insertInto('pool_minimums')
          .values({ pool_key: poolKey, count })
          .onConflict((conflict) => conflict.column('pool_key').doUpdateSet({ count }))
          .execute();
    },
  };
}

function member(
  row: Omit<PoolMember, 'runId' | 'networkPolicy'> & { runId: string | null; networkPolicy: boolean | null },
): PoolMember {
  return { ...row, runId: row.runId ?? undefined, networkPolicy: row.networkPolicy ?? undefined };
}
