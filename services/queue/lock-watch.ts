/** Knows of every job in this process whether its lock still holds, and aborts the handler when it does not. */
export interface LockWatch {
  /** Begins to watch; an earlier job of the same id has lost its lock, or it could not have come back. */
  hold(jobId: string): HeldLock;
  renewed(jobIds: readonly string[]): void;
  lost(jobIds: readonly string[]): void;
  /** Aborts every handler. */
  abortAll(reason: Error): void;
}

export interface HeldLock {
  signal: AbortSignal;
  end(): void;
}

interface Watched {
  controller: AbortController;
  timer: NodeJS.Timeout;
}

/**
 * A lock counts as lost when the server says so, and also when it was not renewed for `lockMs`: a process that
 * cannot reach the server is never told, while another one already redoes the job.
 */
export function createLockWatch(lockMs: number): LockWatch {
  const watched = new Map<string, Watched>();
  const abort = (jobId: string, reason: Error) => watched.get(jobId)?.controller.abort(reason);

  const lockLost = (jobId: string) =>
    abort(jobId, new Error(`The lock on job ${jobId} was lost; another consumer may have the job.`));

  const startTimer = (jobId: string) => setTimeout(lockLost, lockMs, jobId).unref();

  return {
    hold(jobId) {
      lockLost(jobId);
      clearTimeout(watched.get(jobId)?.timer);
      const entry = { controller: new AbortController(), timer: startTimer(jobId) };
      watched.set(jobId, entry);
      return {
        signal: entry.controller.signal,
        end() {
          clearTimeout(entry.timer);
          if (watched.get(jobId) === entry) watched.delete(jobId);
        },
      };
    },
    renewed(jobIds) {
      for (const jobId of jobIds) {
        const entry = watched.get(jobId);
        if (!entry) continue;
        clearTimeout(entry.timer);
        entry.timer = startTimer(jobId);
      }
    },
    lost(jobIds) {
      for (const jobId of jobIds) lockLost(jobId);
    },
    abortAll(reason) {
      for (const jobId of watched.keys()) abort(jobId, reason);
    },
  };
}
