import type { Terms } from '../../domain/courses/assignment.ts';
import type { AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Notice, RefusedExercise } from '../../domain/submissions/notice.ts';
import { refusalOf } from '../../domain/grades/refusal.ts';
import { attemptsLeft, type AttemptSource } from './attempts-left.ts';

export interface AdmissionSource {
  submissions: AttemptSource & {
    attemptCount(of: { courseId: string; authorId: number; exercise: string }): Promise<number>;
  };
  assignments: {
    termsFor(of: { courseId: string; exercise: string; githubId: number }): Promise<Terms>;
  };
}

/** Whether an exercise of a learner may be graded now: how often at most, or why it may not. */
export type Admission =
  { limits: AttemptLimits; refusal?: undefined } | { limits?: undefined; refusal: RefusedExercise };

/**
 * Asks the terms of an exercise's assignment and the attempts of a day whether it may be graded now. Another attempt may
 * be opened meanwhile, so whoever opens one hands the limits on to the store.
 */
export async function admission(
  { submissions, assignments }: AdmissionSource,
  of: { authorId: number; exercise: string },
  rules: Pick<CourseRules, 'courseId' | 'attemptsPerDay' | 'coolDownSeconds'>,
  { submittedAt, now }: { submittedAt: Date; now: Date },
): Promise<Admission> {
  const { authorId, exercise } = of;
  const { courseId, attemptsPerDay } = rules;
  const terms = await assignments.termsFor({ courseId, exercise, githubId: authorId });

  const used =
    terms.attemptLimit === undefined ? 0 : await submissions.attemptCount({ courseId, authorId, exercise });

  const refusal = refusalOf(terms, { submittedAt, now, used });

  switch (refusal?.reason) {
    case 'not-open':
      return { refusal: { exercise, reason: 'not-open', at: refusal.opensAt.toISOString() } };
    case 'closed':
      return { refusal: { exercise, reason: 'closed', at: refusal.closedAt.toISOString() } };
    case 'no-attempt-left':
      return { refusal: { exercise, reason: 'no-attempt-left', limit: refusal.limit } };

    case undefined: {
      const { left, nextAt } = await attemptsLeft(submissions, of, rules, now);
      if (left > 0)
        return {
          limits: {
            ...(terms.attemptLimit !== undefined && { inAll: terms.attemptLimit }),
            ...(attemptsPerDay !== undefined && { perDay: attemptsPerDay }),
          },
        };
      const at = nextAt.toISOString();
      return { refusal: { exercise, reason: 'attempts-used', at, perDay: attemptsPerDay ?? 0 } };
    }
  }
}

/** What the learner is told of exercises that are not graded now; undefined without any. */
export function noticeOf(refused: readonly RefusedExercise[], headSha: string): Notice | undefined {
  const exercises = refused.toSorted((a, b) => a.exercise.localeCompare(b.exercise));
  const daily = exercises.flatMap((one) => (one.reason === 'attempts-used' ? [one] : []));
  const [first] = daily.toSorted((a, b) => a.at.localeCompare(b.at));
  if (exercises.length === 0) return undefined;
  if (first === undefined || daily.length < exercises.length)
    return { kind: 'not-accepted', headSha, exercises };
  return {
    kind: 'attempts-used',
    headSha,
    exercises: daily.map(({ exercise }) => exercise),
    perDay: first.perDay,
    nextAt: first.at,
  };
}
