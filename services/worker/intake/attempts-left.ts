import { ATTEMPT_DAY_MS } from '../../domain/grades/attempt-limits.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';

export interface AttemptSource {
  attemptTimes(of: { courseId: string; authorId: number; exercise: string }, since: Date): Promise<Date[]>;
}

export interface AttemptsLeft {
  /** Infinity without a limit. */
  left: number;
  /** When one more is allowed; now or earlier while some are left. */
  nextAt: Date;
  /** When `/regrade` is allowed again. */
  coolAt: Date;
}

/**
 * How often an exercise may still be graded for a learner: attempts of the last 24 hours count, in whichever repository of the
 * course; failures of our machines and commits that were overtaken before their run began do not.
 */
export async function attemptsLeft(
  source: AttemptSource,
  of: { authorId: number; exercise: string },
  {
    courseId,
    attemptsPerDay,
    coolDownSeconds,
  }: Pick<CourseRules, 'courseId' | 'attemptsPerDay' | 'coolDownSeconds'>,
  now: Date,
): Promise<AttemptsLeft> {
  if (attemptsPerDay === undefined && coolDownSeconds === 0)
    return { left: Number.POSITIVE_INFINITY, nextAt: now, coolAt: now };
  const times = await source.attemptTimes({ ...of, courseId }, new Date(now.getTime() - ATTEMPT_DAY_MS));
  const last = times.at(-1);
  const limit = attemptsPerDay ?? Number.POSITIVE_INFINITY;
  const left = Math.max(0, limit - times.length);
  // With the limit used up, the attempt that has to grow old first is the one that stands `limit` from the end.
  const oldest = left > 0 ? undefined : times.at(-limit);
  return {
    left,
    nextAt: oldest === undefined ? now : new Date(oldest.getTime() + ATTEMPT_DAY_MS),
    coolAt: last === undefined ? now : new Date(last.getTime() + coolDownSeconds * 1000),
  };
}
