import type { Store } from '../../store/store.ts';

/** Told of every operation: the part of the store, how it ended, how many seconds it took. */
export type ObserveOperation = (part: string, outcome: 'ended' | 'failed', seconds: number) => void;

/** What holds a lock for work of the caller says nothing about the database. */
const NOT_OPERATIONS = ['withLock'];

/** The same store; every operation of its parts is measured. */
export function observeStore(store: Store, observe: ObserveOperation): Store {
  const parts = Object.entries(store).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? observePart(name, part, observe) : part,
  ]);

  return Object.fromEntries(parts) as Store;
}

function observePart(name: string, part: object, observe: ObserveOperation): object {
  const methods = Object.entries(part).map(([key, method]: [string, unknown]) => [
    key,
    typeof method === 'function' && !NOT_OPERATIONS.includes(key)
      ? timed(name, method as (...input: unknown[]) => Promise<unknown>, observe)
      : method,
  ]);

  return Object.fromEntries(methods) as object;
}

function timed(name: string, method: (...input: unknown[]) => Promise<unknown>, observe: ObserveOperation) {
  return async (...input: unknown[]) => {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;

    try {
      const answer = await method(...input);
      observe(name, 'ended', seconds());
      return answer;
    } catch (error) {
      observe(name, 'failed', seconds());
      throw error;
    }
  };
}
