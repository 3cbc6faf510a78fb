import type { SubmissionChange } from '../../domain/submissions/submission-change.ts';

export interface ChangeSource {
  submissionList: {
    /** What changed at or after the date, oldest first. */
    changedSince(since: Date, limit: number): Promise<SubmissionChange[]>;
  };
  now: () => Date;
}

export interface ChangeFeed {
  /** Calls back for every change from now on; `onEnd` when the feed closes. Returns how to leave. */
  follow(onChange: (change: SubmissionChange) => void, onEnd: () => void): () => void;
  close(): void;
}

const POLL_MS = 1000;
/** Milliseconds that are read once more: a transaction may end after a later one. */
const OVERLAP_MS = 5000;
const MOST_AT_ONCE = 1000;

/** Asks the store once a second, for all listeners together and only while there are any, what changed. */
export function createChangeFeed(
  { submissionList, now }: ChangeSource,
  repeat: (action: () => void, everyMs: number) => () => void,
): ChangeFeed {
  const listeners = new Map<(change: SubmissionChange) => void, () => void>();
  let stop: (() => void) | undefined;
  let began = now();
  let since = began;
  let told = new Map<string, number>();
  let busy = false;

  async function look(): Promise<void> {
    if (busy) return;
    busy = true;

    try {
      const from = new Date(since.getTime() - OVERLAP_MS);
      const changes = await submissionList.changedSince(from, MOST_AT_ONCE);

      for (const change of changes) {
        const { submissionId, state, at } = change;
        const key = `${submissionId} ${state} ${change.attempt}`;
        // What is older than the feed belongs to no listener's time.
        if (told.has(key) || at < began) continue;
        told.set(key, at.getTime());
        for (const tell of listeners.keys()) tell(change);
      }

      since = changes.at(-1)?.at ?? since;
      told = new Map([...told].filter(([, at]) => at >= since.getTime() - OVERLAP_MS));
    } catch {
      // The store is away: whoever listens hears again when it is back.
    } finally {
      busy = false;
    }
  }

  return {
    follow(onChange, onEnd) {
      if (listeners.size === 0) {
        began = now();
        since = began;
        stop = repeat(() => void look(), POLL_MS);
      }

      listeners.set(onChange, onEnd);

      return () => {
        listeners.delete(onChange);
        if (listeners.size === 0) stop?.();
      };
    },
    close() {
      stop?.();
      for (const end of [...listeners.values()]) end();
      listeners.clear();
    },
  };
}
