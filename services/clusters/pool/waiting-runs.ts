/** Runs that wait for a cluster, first come first served within one pool key. */
export interface WaitingRuns<Given> {
  /** Rejects with the signal's reason when it aborts while waiting. */
  wait(run: { key: string; runId: string; signal: AbortSignal }): Promise<Given>;
  /** How many wait for the key. */
  count(key: string): number;
  keys(): string[];
  /** The one whose turn it is. It stays until `given` or `refused`. */
  next(key: string): WaitingRun<Given> | undefined;
}

export interface WaitingRun<Given> {
  runId: string;
  /** False when the run has left meanwhile: whatever was given must be taken back. */
  given(value: Given): boolean;
  refused(reason: Error): void;
}

export function createWaitingRuns<Given>(): WaitingRuns<Given> {
  const waiting: (WaitingRun<Given> & { key: string })[] = [];
  const of = (key: string) => waiting.filter((run) => run.key === key);
  return {
    wait: ({ key, runId, signal }) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);

        const leave = (): boolean => {
          signal.removeEventListener('abort', abort);
          const index = waiting.indexOf(run);
          if (index >= 0) waiting.splice(index, 1);
          return index >= 0;
        };

        const abort = (): void => {
          leave();
          reject(signal.reason as Error);
        };

        const run = {
          key,
          runId,
          given(value: Given) {
            const present = leave();
            if (present) resolve(value);
            return present;
          },
          refused(reason: Error) {
            leave();
            reject(reason);
          },
        };

        waiting.push(run);
        signal.addEventListener('abort', abort, { once: true });
      }),
    count: (key) => of(key).length,
    keys: () => [...new Set(waiting.map(({ key }) => key))],
    next: (key) => of(key)[0],
  };
}
