/** A check of an exercise that is under review: until that ends it takes no points from anybody in the course. */
export interface Quarantine {
  /** ULID. */
  quarantineId: string;
  courseId: string;
  exercise: string;
  checkId: string;
  since: Date;
  /** Who asked for it; `saiten` in those from the time when the rule of `flakyChecks` decided by itself. */
  by: string;
  reason: string;
  lift?: {
    at: Date;
    by: string;
    reason: string;
    /** Whether runs that ended before the lift go on being spared. */
    sparesEarlier: boolean;
  };
  /** Counts the changes; a writer names the one it has seen. */
  version: number;
}

/**
 * The checks that take no points in a run which ended then. All quarantines must be of its course and exercise.
 * A run from before the quarantine is spared too: nobody knows since when the check has been wrong.
 */
export function quarantinedChecks(
  quarantines: readonly Pick<Quarantine, 'checkId' | 'lift'>[],
  finishedAt: Date,
): ReadonlySet<string> {
  const spares = ({ lift }: Pick<Quarantine, 'lift'>) =>
    lift === undefined || (lift.sparesEarlier && finishedAt < lift.at);

  return new Set(quarantines.filter(spares).map(({ checkId }) => checkId));
}
