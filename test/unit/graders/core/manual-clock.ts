import type { Clock } from '../../../../graders/core/grader-context.ts';

/** A clock that jumps: a sleep takes no real time and ends at once, unless its signal has aborted. */
export function manualClock(): Clock & { advance(milliseconds: number): void } {
  const state = { now: 1_000_000 };
  return {
    now: () => state.now,
    advance: (milliseconds) => void (state.now += milliseconds),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      state.now += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
