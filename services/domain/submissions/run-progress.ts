import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Localized } from '../../../graders/contract/localized.ts';

/** How far a run is. */
export interface RunProgress {
  /** The checks that have ended so far, in their order; without their evidence. */
  finished: readonly CheckResult[];
  /** Title of the check that runs now. */
  running?: Localized;
  /** How many checks the exercise has. */
  total: number;
}
