interface Member {
  name: string;
  workerId: string;
  deadline: Date;
}

export interface LivingRecords {
  pool: { list(): Promise<Member[]> };
  workers: { alive(since: Date, until: Date): Promise<{ workerId: string }[]> };
  now: () => number;
  /** Milliseconds of silence after which a worker counts as gone. */
  silenceMs: number;
}

/**
 * The workers that gave a sign of life lately, the clusters they hold, and all that is recorded. A record protects a
 * cluster only while its worker lives: a worker that was killed releases nothing.
 */
export async function liveWorkers({ pool, workers, now, silenceMs }: LivingRecords): Promise<{
  /** Until when, by name. */
  held: ReadonlyMap<string, Date>;
  workers: ReadonlySet<string>;
  members: readonly Member[];
}> {
  const at = now();
  const beats = await workers.alive(new Date(at - silenceMs), new Date(at + silenceMs));
  const alive = new Set(beats.map(({ workerId }) => workerId));
  const members = await pool.list();
  const held = members.filter(({ workerId }) => alive.has(workerId));
  return { held: new Map(held.map(({ name, deadline }) => [name, deadline])), workers: alive, members };
}
