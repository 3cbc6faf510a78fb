/** One thing that is put right again and again; each may run twice, and beside itself on another machine. */
export interface ReconcileTask {
  name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  everyMs: number;
  /** Returns how much it put right. */
  run(): Promise<number>;
}

export interface ReconcilerNeeds {
  logger: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Told of every run: how much it put right, or that it failed. */
  onRun?(task: string, outcome: { repaired: number } | { error: unknown }): void;
}

/** Runs the tasks side by side until stopped. A task that fails is logged and comes again. */
export function createReconciler(tasks: readonly ReconcileTask[], { logger, sleep, onRun }: ReconcilerNeeds) {
  const stopping = new AbortController();
  const loops = tasks.map((task) => loop(task));

  async function loop({ name, everyMs, run }: ReconcileTask): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const repaired = await run();
        onRun?.(name, { repaired });
        if (repaired > 0) logger.info({ task: name, repaired }, 'reconciled');
      } catch (error) {
        onRun?.(name, { error });
        logger.warn({ task: name, error }, 'could not reconcile');
      }

      await sleep(everyMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    /** Resolves when the runs under way have ended. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
