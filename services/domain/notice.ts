/** An exercise that is not graded now. `at` in ISO 8601: when it opens, has closed, or can be graded again. */
export type RefusedExercise =
  | { exercise: string; reason: 'not-open' | 'closed'; at: string }
  | { exercise: string; reason: 'no-attempt-left'; limit: number }
  | { exercise: string; reason: 'attempts-used'; perDay: number; at: string };

/** What a learner is told beside results: why nothing was graded, or what has to be waited for. */
export type Notice =
  /** What the assignments of the course do not allow, and what else is not graded with it. */
  | { kind: 'not-accepted'; headSha: string; exercises: readonly RefusedExercise[] }
  | { kind: 'no-exercise'; headSha: string; slugs: readonly string[] }
  | { kind: 'not-enrolled'; headSha: string }
  | { kind: 'needs-approval'; headSha: string }
  /** `nextAt` in ISO 8601: when the oldest attempt that counts is 24 hours old. */
  | { kind: 'attempts-used'; headSha: string; exercises: readonly string[]; perDay: number; nextAt: string }
  /** Somebody asked to grade again too soon. */
  | { kind: 'regrade-later'; headSha: string; nextAt: string }
  /** What was said on the check of this commit holds no more. */
  | { kind: 'settled'; headSha: string };

/** Notices that stand in the way of any result, and their end: they are shown as a check of the commit. */
export function isOnCheck({ kind }: Notice): boolean {
  return kind !== 'regrade-later';
}

/** A misspelt folder is told by the check alone: the comment is for results and for what a person has to do. */
export function isInComment({ kind }: Notice): boolean {
  return kind !== 'no-exercise' && kind !== 'settled';
}
