import type { Database } from './tables.ts';

/** The right of one run to one cluster, written before the cluster is made so that the reaper can find it. */
export interface Lease {
  clusterName: string;
  runId: string;
  workerId: string;
  profile: string;
  createdAt: Date;
  /** After it the reaper may remove the cluster. */
  deadline: Date;
}

export interface Leases {
  /** Idempotent; a second record of the name replaces the first. */
  record(lease: Lease): Promise<void>;
  /** Already released is fine. */
  release(clusterName: string): Promise<void>;
  list(): Promise<Lease[]>;
  /** Those whose deadline is before `now`. */
  expired(now: Date): Promise<Lease[]>;
}

export function createLeases(db: Database): Leases {
  const select = () =>
    db
      .selectFrom('leases')
      .select([
        'cluster_name as clusterName',
        'run_id as runId',
        'worker_id as workerId',
        'profile',
        'created_at as createdAt',
        'deadline',
      ])
      .orderBy('created_at');
  return {
    async record({ clusterName, runId, workerId, profile, createdAt, deadline }) {
      const lease = { run_id: runId, worker_id: workerId, profile, created_at: createdAt, deadline };
      await db
        .insertInto('leases')
        .values({ cluster_name: clusterName, ...lease })
        .onConflict((conflict) => conflict.column('cluster_name').doUpdateSet(lease))
        .execute();
    },
    async release(clusterName) {
      await db.deleteFrom('leases').where('cluster_name', '=', clusterName).execute();
    },
    list: () => select().execute(),
    expired: (now) => select().where('deadline', '<', now).execute(),
  };
}
