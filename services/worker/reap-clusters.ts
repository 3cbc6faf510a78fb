interface Member {
  name: string;
  workerId: string;
  deadline: Date;
}

export interface ReapNeeds {
  reaper: {
    look(living: { held: ReadonlySet<string>; workers: ReadonlySet<string> }): Promise<{ name: string }[]>;
  };
  pool: { list(): Promise<Member[]>; remove(name: string): Promise<void> };
  workers: { alive(since: Date): Promise<{ workerId: string }[]> };
  now: () => number;
  /** Milliseconds of silence after which a worker counts as gone. */
  silenceMs: number;
}

/** Milliseconds for which the record of a cluster on a machine that is gone is kept: its reaper may come back. */
const KEPT_MS = 24 * 3_600_000;

/**
 * One look for clusters that no living worker holds. A record protects a cluster only while its worker gives signs
 * of life: a worker that was killed releases nothing. Returns how many clusters were removed.
 */
export async function reapClusters({ reaper, pool, workers, now, silenceMs }: ReapNeeds): Promise<number> {
  const alive = new Set((await workers.alive(new Date(now() - silenceMs))).map(({ workerId }) => workerId));
  const members = await pool.list();
  const held = members.filter(({ workerId, deadline }) => alive.has(workerId) && deadline.getTime() > now());
  const removed = await reaper.look({ held: new Set(held.map(({ name }) => name)), workers: alive });
  const forgotten = members.filter(
    ({ workerId, deadline }) => !alive.has(workerId) && now() - deadline.getTime() > KEPT_MS,
  );
  for (const { name } of [...removed, ...forgotten]) await pool.remove(name);
  return removed.length;
}
