const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 900;

/** Seconds until the next look at what has been waited for since so many milliseconds: as long again, within bounds. */
export function growingWait(waitedMs: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, Math.ceil(waitedMs / 1000)));
}
