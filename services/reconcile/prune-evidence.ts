export interface PruneNeeds {
  evidence: { prune(options: { defaultDays: number; limit: number }): Promise<number> };
  /** Days for courses that do not say. */
  defaultDays: number;
}

/** Runs of one statement, so that no deletion takes long. */
const PORTION = 500;
/** Portions of one look; what is left waits for the next one. */
const MOST_PORTIONS = 200;

/** Removes the evidence whose time is over; returns of how many runs. Results and grades stay. */
export async function pruneEvidence({ evidence, defaultDays }: PruneNeeds): Promise<number> {
  let pruned = 0;

  for (let portion = 0; portion < MOST_PORTIONS; portion++) {
    const removed = await evidence.prune({ defaultDays, limit: PORTION });
    pruned += removed;
    if (removed < PORTION) break;
  }

  return pruned;
}
