import { Mismatch } from './mismatch.ts';
import type { Clock } from './grader-context.ts';
import { isTransientApiError } from '../cluster-access/api-errors.ts';

export interface Polling {
  clock: Clock;
  signal: AbortSignal;
}

export interface EventuallyOptions {
  /** Milliseconds until the last mismatch counts. */
  within: number;
  /** Milliseconds between two looks; 250 unless told. */
  every?: number;
  /** Milliseconds the expectation must then hold without a break; 0 unless told. */
  stableFor?: number;
}

/**
 * Repeats `attempt` until it returns, and returns its value. Throws the last `Mismatch` when the time is over,
 * never a bare time-out; a `final` mismatch at once. API errors that pass by themselves are retried; one that
 * lasts to the end is thrown as itself, so that an unreachable API server never counts against a learner.
 * When the signal aborts, the last mismatch is thrown if there is one, else the API error that lasted until then, else the
 * signal's reason.
 */
export async function eventually<Value>(
  { clock, signal }: Polling,
  attempt: () => Promise<Value>,
  { within, every = 250, stableFor = 0 }: EventuallyOptions,
): Promise<Value> {
  const deadline = clock.now() + within;
  let last: unknown;
  let lastMismatch: Mismatch | undefined;
  let heldSince: number | undefined;

  for (;;) {
    throwIfAborted(signal, lastMismatch ?? last);

    try {
      const value = await attempt();
      heldSince ??= clock.now();
      if (clock.now() - heldSince >= stableFor) return value;
    } catch (error) {
      if (error instanceof Mismatch ? error.final : !isTransientApiError(error)) throw error;
      heldSince = undefined;
      last = error;
      if (error instanceof Mismatch) lastMismatch = error;
    }

    if (clock.now() >= deadline && heldSince === undefined) throw last;

    await clock.sleep(every, signal).catch((error: unknown) => {
      throwIfAborted(signal, lastMismatch ?? last);
      throw error;
    });
  }
}

/** An abort must not hide what was seen last: it says more than "stopped". */
function throwIfAborted(signal: AbortSignal, last: unknown): void {
  if (signal.aborted && last instanceof Error) throw last;
  signal.throwIfAborted();
}
