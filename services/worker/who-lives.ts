interface Member {
  name: string;
  workerId: string;
  deadline: Date;
}

export interface LivingRecords {
  pool: { list(): Promise<Member[]> };
  workers: { alive(since: Date): Promise<{ workerId: string }[]> };
  now: () => number;
  /** Milliseconds of silence after which a worker counts as gone. */
  silenceMs: number;
}

/**
 * The workers that gave a sign of life lately, the clusters they hold, and all that is recorded. A record protects a
 * cluster only while its worker lives: a worker that was killed releases nothing.
 */
export async function whoLives({ pool, workers, now, silenceMs }: LivingRecords): Promise<{
  held: ReadonlySet<string>;
  workers: ReadonlySet<string>;
  members: readonly Member[];
}> {
  const alive = new Set((await workers.alive(new Date(now() - silenceMs))).map(({ workerId }) => workerId));
  const members = await pool.list();
  const held = members.filter(({ workerId, deadline }) => alive.has(workerId) && deadline.getTime() > now());
  return { held: new Set(held.map(({ name }) => name)), workers: alive, members };
}
