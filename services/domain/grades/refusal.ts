import type { Terms } from '../courses/assignment.ts';

/** Why a submission is not graded, and the time or the number to tell the learner. */
export type Refusal =
  | { reason: 'not-open'; opensAt: Date }
  | { reason: 'closed'; closedAt: Date }
  | { reason: 'no-attempt-left'; limit: number };

/**
 * Whether the terms of a learner keep a submission from being graded; undefined when they do not. It may be pushed
 * before the opening and is graded once that has passed; for the closing the time of the push counts, so that a delay on
 * our side shuts nobody out.
 *
 * @param used How many attempts count already.
 */
export function refusalOf(
  { opensAt, closesAt, attemptLimit }: Terms,
  { submittedAt, now, used }: { submittedAt: Date; now: Date; used: number },
): Refusal | undefined {
  if (opensAt !== undefined && now < opensAt) return { reason: 'not-open', opensAt };
  if (closesAt !== undefined && submittedAt > closesAt) return { reason: 'closed', closedAt: closesAt };
  if (attemptLimit !== undefined && used >= attemptLimit)
    return { reason: 'no-attempt-left', limit: attemptLimit };
  return undefined;
}
