/** Over how many milliseconds the attempts of a day count. */
export const ATTEMPT_DAY_MS = 24 * 3_600_000;

/** How often somebody may have an exercise graded; undefined without a limit. */
export interface AttemptLimits {
  /** In all. */
  inAll?: number;
  /** In the 24 hours before an attempt. */
  perDay?: number;
}
