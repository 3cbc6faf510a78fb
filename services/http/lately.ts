/** Names that were met lately: so many at most, whose time is over or who were met longest ago go first. */
export interface Lately {
  has(name: string): boolean;
  add(name: string): void;
  delete(name: string): void;
}

/** @param forMs how long a name is kept; `now` in milliseconds */
export function createLately(
  most: number,
  { forMs = Infinity, now }: { forMs?: number; now: () => number },
): Lately {
  const names = new Map<string, number>();
  return {
    has: (name) => (names.get(name) ?? -Infinity) > now(),
    add(name) {
      names.delete(name);
      names.set(name, now() + forMs);
      const [oldest] = names.keys();
      if (names.size > most && oldest !== undefined) names.delete(oldest);
    },
    delete: (name) => void names.delete(name),
  };
}
