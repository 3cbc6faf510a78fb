import { liveWorkers, type LivingRecords } from './live-workers.ts';

export interface ReapNeeds extends LivingRecords {
  reaper: {
    look(living: {
      held: ReadonlyMap<string, Date>;
      workers: ReadonlySet<string>;
    }): Promise<{ name: string }[]>;
  };
  pool: LivingRecords['pool'] & { remove(name: string): Promise<void> };
}

/** Milliseconds for which the record of a cluster on a machine that is gone is kept: its reaper may come back. */
const KEPT_MS = 24 * 3_600_000;

/** One look for clusters that no living worker holds. Returns how many clusters were removed. */
export async function reapClusters({ reaper, pool, ...records }: ReapNeeds): Promise<number> {
  const { members, ...living } = await liveWorkers({ pool, ...records });
  const removed = await reaper.look(living);

  const forgotten = members.filter(
    ({ workerId, deadline }) => !living.workers.has(workerId) && records.now() - deadline.getTime() > KEPT_MS,
  );

  for (const { name } of [...removed, ...forgotten]) await pool.remove(name);
  return removed.length;
}
