/** How often clusters were asked for lately. */
export interface Demand {
  note(key: string): void;
  /** Requests within the window. */
  recent(key: string): number;
  /** Milliseconds since the last request; `Infinity` when there was none within the window. */
  sinceLast(key: string): number;
  /** Every key that was asked for within the window. */
  keys(): string[];
}

export function createDemand(now: () => number, windowMs: number): Demand {
  const asked = new Map<string, number[]>();

  const within = (key: string): number[] => {
    const times = (asked.get(key) ?? []).filter((time) => now() - time < windowMs);
    if (times.length === 0) asked.delete(key);
    else asked.set(key, times);
    return times;
  };

  return {
    note: (key) => void asked.set(key, [...within(key), now()]),
    recent: (key) => within(key).length,
    sinceLast: (key) => now() - (within(key).at(-1) ?? -Infinity),
    keys: () => [...asked.keys()].filter((key) => within(key).length > 0),
  };
}
