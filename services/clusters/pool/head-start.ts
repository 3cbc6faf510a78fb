/** Keeps stock from being made while runs that were just handed a cluster need the processor. */
export interface HeadStart {
  /** A run was handed a cluster just now. */
  begins(): void;
  /** Whether stock may be made now. Called at every look; `missing` says whether stock is missing at all. */
  isOver(missing: boolean): boolean;
}

/** Head starts in a row after which stock is made although runs keep coming. */
const MOST = 5;

/**
 * Making a cluster takes seconds of all cores, and a short run on a ready cluster lasts one: made at the same time the
 * two would take as long as without stock.
 *
 * @param lengthMs Milliseconds of one head start.
 */
export function createHeadStart(now: () => number, lengthMs: number): HeadStart {
  let begunAt = -Infinity;
  let missingSince: number | undefined;
  return {
    begins() {
      begunAt = now();
    },
    isOver(missing) {
      if (!missing) {
        missingSince = undefined;
        return true;
      }

      missingSince ??= now();
      const over = now() >= Math.min(begunAt + lengthMs, missingSince + MOST * lengthMs);
      if (over) missingSince = undefined;
      return over;
    },
  };
}
