import { Mismatch } from './mismatch.ts';
import type { Polling } from './eventually.ts';
import { isTransientApiError } from '../cluster-access/api-errors.ts';

export interface ConsistentlyOptions {
  /** Milliseconds during which every look must succeed. */
  during: number;
  /** Milliseconds between two looks; 250 unless told. */
  every?: number;
}

/**
 * Repeats `attempt` for the whole time and returns its last value; the first `Mismatch` is thrown at once. A
 * look that the API server could not answer proves nothing either way and is skipped; if none was answered,
 * the API error is thrown.
 */
export async function consistently<Value>(
  { clock, signal }: Polling,
  attempt: () => Promise<Value>,
  { during, every = 250 }: ConsistentlyOptions,
): Promise<Value> {
  const end = clock.now() + during;
  let last: { value: Value } | undefined;

  for (;;) {
    signal.throwIfAborted();

    try {
      last = { value: await attempt() };
    } catch (error) {
      if (error instanceof Mismatch || !isTransientApiError(error)) throw error;
      if (clock.now() >= end && last === undefined) throw error;
    }

    if (clock.now() >= end && last !== undefined) return last.value;
    await clock.sleep(every, signal);
  }
}
