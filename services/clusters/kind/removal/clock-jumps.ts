/** Tells by how much the clock was set to another time, so that a jump does not count as life of a cluster. */
export interface ClockJumps {
  /**
   * Milliseconds by which the clock was put forward (negative: back) while each name was known, asked at every look.
   * Time in which the whole machine slept counts as put forward.
   */
  since(names: readonly string[]): ReadonlyMap<string, number>;
}

/**
 * Compares the clock with a measure that nobody can set.
 *
 * @param clocks `now`: milliseconds since the epoch; `elapsed`: milliseconds since any moment, only ever growing.
 */
export function createClockJumps({ now, elapsed }: { now(): number; elapsed(): number }): ClockJumps {
  const difference = () => now() - elapsed();
  let firstSeen: ReadonlyMap<string, number> = new Map();
  return {
    since(names) {
      const current = difference();
      firstSeen = new Map(names.map((name) => [name, firstSeen.get(name) ?? current]));
      return new Map(names.map((name) => [name, current - (firstSeen.get(name) ?? current)]));
    },
  };
}
