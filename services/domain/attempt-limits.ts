/** How often somebody may have an exercise graded; undefined without a limit. */
export interface AttemptLimits {
  /** In all. */
  inAll?: number;
  /** In the 24 hours before an attempt. */
  perDay?: number;
}
