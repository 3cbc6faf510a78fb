interface Lease {
  clusterName: string;
  workerId: string;
  deadline: Date;
}

export interface ReapNeeds {
  reaper: {
    look(living: { leases: ReadonlySet<string>; workers: ReadonlySet<string> }): Promise<{ name: string }[]>;
  };
  leases: { list(): Promise<Lease[]>; release(clusterName: string): Promise<void> };
  workers: { alive(since: Date): Promise<{ workerId: string }[]> };
  now: () => number;
  /** Milliseconds of silence after which a worker counts as gone. */
  silenceMs: number;
}

/**
 * One look for clusters that no living worker holds. A lease protects a cluster only while its worker gives signs
 * of life: a worker that was killed releases nothing. Returns how many clusters were removed.
 */
export async function reapClusters({ reaper, leases, workers, now, silenceMs }: ReapNeeds): Promise<number> {
  const alive = new Set((await workers.alive(new Date(now() - silenceMs))).map(({ workerId }) => workerId));
  const held = (await leases.list()).filter(
    ({ workerId, deadline }) => alive.has(workerId) && deadline.getTime() > now(),
  );
  const removed = await reaper.look({
    leases: new Set(held.map(({ clusterName }) => clusterName)),
    workers: alive,
  });
  for (const { name } of removed) await leases.release(name);
  return removed.length;
}
