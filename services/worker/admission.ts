import type { Terms } from '../domain/assignment.ts';
import type { CourseRules } from '../domain/course-rules.ts';
import type { Notice, RefusedExercise } from '../domain/notice.ts';
import { refusalOf } from '../domain/refusal.ts';
import { attemptsLeft, type AttemptSource } from './attempts-left.ts';

export interface AdmissionSource {
  submissions: AttemptSource & {
    attemptCount(of: { courseId: string; authorId: number; exercise: string }): Promise<number>;
  };
  assignments: {
    termsFor(of: { courseId: string; exercise: string; githubId: number }): Promise<Terms>;
  };
}

/**
 * Why an exercise of a learner may not be graded now: the terms of its assignment, or the attempts of a day; undefined
 * when it may be.
 */
export async function admission(
  { submissions, assignments }: AdmissionSource,
  of: { repositoryId: number; authorId: number; exercise: string },
  rules: Pick<CourseRules, 'courseId' | 'attemptsPerDay' | 'coolDownSeconds'>,
  { submittedAt, now }: { submittedAt: Date; now: Date },
): Promise<RefusedExercise | undefined> {
  const { authorId, exercise } = of;
  const { courseId } = rules;
  const terms = await assignments.termsFor({ courseId, exercise, githubId: authorId });
  const used =
    terms.attemptLimit === undefined ? 0 : await submissions.attemptCount({ courseId, authorId, exercise });
  const refusal = refusalOf(terms, { submittedAt, now, used });
  switch (refusal?.reason) {
    case 'not-open':
      return { exercise, reason: 'not-open', at: refusal.opensAt.toISOString() };
    case 'closed':
      return { exercise, reason: 'closed', at: refusal.closedAt.toISOString() };
    case 'no-attempt-left':
      return { exercise, reason: 'no-attempt-left', limit: refusal.limit };
    case undefined: {
      const { left, nextAt } = await attemptsLeft(submissions, of, rules, now);
      return left > 0
        ? undefined
        : {
            ...{ exercise, reason: 'attempts-used', at: nextAt.toISOString() },
            perDay: rules.attemptsPerDay ?? 0,
          };
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
