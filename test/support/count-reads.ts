import type { Store } from '../../services/store/store.ts';

/** What a store has returned. */
export interface Reads {
  /** Each entry of a list counts for itself. */
  rows: number;
  /** Those of them that are reports of runs. */
  reports: number;
}

/** The store, and how much it has returned since, so that tests need not look at the clock. */
export function countReads(store: Store): { store: Store; counts(): Reads } {
  const reads = { rows: 0, reports: 0 };

  const count = (value: unknown): void => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) return value.forEach(count);
    reads.rows += 1;
    if (typeof value !== 'object') return;
    if ('verdict' in value && 'checks' in value) reads.reports += 1;
    else for (const inner of Object.values(value)) if (Array.isArray(inner)) count(inner);
  };

  const counting = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(of, name) {
        const method: unknown = Reflect.get(of, name);
        if (typeof method !== 'function') return method;

        return async (...input: unknown[]): Promise<unknown> => {
          const answer: unknown = await Reflect.apply(method, of, input);
          count(answer);
          return answer;
        };
      },
    });

  const parts = Object.entries(store).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? counting(part) : part,
  ]);

  return { store: Object.fromEntries(parts) as Store, counts: () => ({ ...reads }) };
}
