/** Lets so many pieces of work run at once; the others wait in the order they came. */
export interface Semaphore {
  /** Runs `work` when a slot is free. Rejects with the signal's reason when it aborts while waiting. */
  run<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
}

/** One creation keeps a core nearly busy: many more of them at once than cores only make each one slower. */
export function createSemaphore(count: number): Semaphore {
  let free = count;
  const waiting: (() => void)[] = [];

  const take = (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();

    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }

    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason as Error);
      };

      const enter = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };

      waiting.push(enter);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  };

  const giveBack = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    async run(work, signal) {
      await take(signal);

      try {
        return await work();
      } finally {
        giveBack();
      }
    },
  };
}
