const TICK_MS = 20;

export interface Stalls {
  /** Milliseconds that the event loop stood at most while this process had the processor. */
  worst(): number;
  /** The same by the clock, a busy machine included. */
  worstByClock(): number;
  stop(): void;
}

/** Measures how long the event loop of this process stands. */
export function watchStalls(): Stalls {
  const now = () => ({ clock: performance.now(), cpu: process.cpuUsage() });
  let last = now();
  let worst = 0;
  let worstByClock = 0;

  const timer = setInterval(() => {
    const next = now();
    const used = (next.cpu.user + next.cpu.system - last.cpu.user - last.cpu.system) / 1000;
    const stood = next.clock - last.clock - TICK_MS;
    worst = Math.max(worst, Math.min(stood, used));
    worstByClock = Math.max(worstByClock, stood);
    last = next;
  }, TICK_MS);

  return { worst: () => worst, worstByClock: () => worstByClock, stop: () => clearInterval(timer) };
}
