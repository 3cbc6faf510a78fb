/** How often a client may be wrong in a minute. */
export interface GuessLimit {
  /**
   * Counts one guess, before it is known to be right or wrong, so that many at once count too. Returns the seconds to wait
   * when there were too many, and counts nothing then.
   */
  take(client: string): number | undefined;
  /** The guess was right, or could not be judged. */
  giveBack(client: string): void;
}

const WINDOW_MS = 60_000;
/** Who was here last is forgotten last. */
const MOST_CLIENTS = 10_000;

/** At most `most` wrong guesses of one client a minute; `now` in milliseconds. */
export function limitGuesses(most: number, now: () => number): GuessLimit {
  const clients = new Map<string, { count: number; until: number }>();

  return {
    take(client) {
      const at = now();
      const before = clients.get(client);

      const current =
        before === undefined || before.until <= at ? { count: 0, until: at + WINDOW_MS } : before;

      if (current.count >= most) return Math.ceil((current.until - at) / 1000);
      current.count += 1;
      clients.delete(client);
      clients.set(client, current);
      const [oldest] = clients.keys();
      if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
      return undefined;
    },
    giveBack(client) {
      const current = clients.get(client);
      if (current !== undefined && current.count > 0) current.count -= 1;
    },
  };
}
