import type { Database } from '../database/tables.ts';

/** A worker process as it last reported itself. */
export interface WorkerBeat {
  workerId: string;
  host: string;
  pid: number;
  at: Date;
}

/** Heartbeats: the reaper spares the clusters of workers that are alive. */
export interface Workers {
  beat(beat: WorkerBeat): Promise<void>;
  /** Workers that reported themselves in that time; a report from the future is older than a clock that was put back. */
  alive(since: Date, until: Date): Promise<WorkerBeat[]>;
  /** Removes a worker that ended in good order, so that nobody waits for its silence. */
  leave(workerId: string): Promise<void>;
}

export function createWorkers(db: Database): Workers {
  return {
    async beat({ workerId, host, pid, at }) {
      const beat = { host, pid, beat_at: at };

      await db
        .insertInto('workers')
        .values({ worker_id: workerId, ...beat })
        .onConflict((conflict) => conflict.column('worker_id').doUpdateSet(beat))
        .execute();
    },
    alive: (since, until) =>
      db
        .selectFrom('workers')
        .select(['worker_id as workerId', 'host', 'pid', 'beat_at as at'])
        .where('beat_at', '>=', since)
        .where('beat_at', '<=', until)
        .orderBy('worker_id')
        .execute(),
    async leave(workerId) {
      await db.deleteFrom('workers').where('worker_id', '=', workerId).execute();
    },
  };
}
