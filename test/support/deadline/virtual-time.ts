/** A clock that stands still while anything works and jumps when all wait for it. */
export interface VirtualTime {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Starts work that `run` waits for; what it throws, `run` throws. */
  start(work: () => Promise<void>): void;
  /** Resolves when all work has ended. */
  run(): Promise<void>;
}

/** Only what `start` began may sleep, one sleep of it at a time. */
export function createVirtualTime(begin: number): VirtualTime {
  let now = begin;
  let awake = 0;
  let failure: { error: unknown } | undefined;
  let settled: () => void = () => undefined;
  const sleepers: { until: number; wake: () => void }[] = [];

  function rest(): void {
    awake -= 1;
    if (awake === 0) settled();
  }

  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        sleepers.push({ until: now + Math.max(0, milliseconds), wake: resolve });
        rest();
      }),
    start(work) {
      awake += 1;

      work()
        .catch((error: unknown) => (failure ??= { error }))
        .finally(rest);
    },
    async run() {
      for (;;) {
        if (awake > 0) await new Promise<void>((resolve) => (settled = resolve));
        if (failure !== undefined) throw failure.error;
        if (sleepers.length === 0) return;
        const next = Math.min(...sleepers.map(({ until }) => until));
        now = Math.max(now, next);

        for (const sleeper of sleepers.filter(({ until }) => until <= next)) {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          awake += 1;
          sleeper.wake();
        }
      }
    },
  };
}
