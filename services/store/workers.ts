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
  /** Workers that reported themselves at or after the date. */
  alive(since: Date): Promise<WorkerBeat[]>;
  /** Removes a worker that ended in good order, so that nobody waits for its silence. */
  leave(workerId: string): Promise<void>;
}
