/**
 * Thrown by a check that lacks what an earlier check should have brought about. `needs` says the same of every
 * failure of that check; this is for the failures after which the later check can say nothing, and only those.
 */
export class Blocked extends Error {
  readonly by: string;

  /** `by` is the id of the earlier check. */
  constructor(by: string) {
    super(`blocked by ${by}`);
    this.name = 'Blocked';
    this.by = by;
  }
}
