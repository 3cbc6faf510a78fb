import { ATTEMPT_DAY_MS, type AttemptLimits } from '../domain/attempt-limits.ts';
import type { Database } from './tables.ts';

/** Whose attempts at what. */
export interface AttemptScope {
  courseId: string;
  repositoryId: number;
  authorId: number;
  exercise: string;
}

/** The attempts that count against a limit: graded, or still open; not what was overtaken, nor what we failed at. */
export interface Attempts {
  /** When those of one author and exercise were opened, oldest first. */
  attemptTimes(of: Omit<AttemptScope, 'courseId'>, since: Date): Promise<Date[]>;
  /** How many there are of a learner at an exercise of a course. */
  attemptCount(of: Omit<AttemptScope, 'repositoryId'>): Promise<number>;
  /** Whether limits allow one more at `now`. Certain only in a transaction that holds the lock of the grade. */
  hasAttemptLeft(of: AttemptScope, limits: AttemptLimits, now: Date): Promise<boolean>;
}

export function createAttempts(db: Database): Attempts {
  const counting = (authorId: number, exercise: string) =>
    db
      .selectFrom('submissions')
      .where('author_id', '=', authorId)
      .where('exercise', '=', exercise)
      .where('state', 'in', ['queued', 'grading', 'graded'])
      .where('cancel_requested', '=', false)
      .where('counts', '=', true);
  const attempts: Attempts = {
    async attemptTimes({ repositoryId, authorId, exercise }, since) {
      const rows = await counting(authorId, exercise)
        .select('created_at')
        .where('repository_id', '=', repositoryId)
        .where('created_at', '>', since)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => row.created_at);
    },
    async attemptCount({ courseId, authorId, exercise }) {
      const { count } = await counting(authorId, exercise)
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('course_id', '=', courseId)
        .executeTakeFirstOrThrow();
      return count;
    },
    async hasAttemptLeft(of, { inAll, perDay }, now) {
      if (inAll !== undefined && (await attempts.attemptCount(of)) >= inAll) return false;
      if (perDay === undefined) return true;
      return (await attempts.attemptTimes(of, new Date(now.getTime() - ATTEMPT_DAY_MS))).length < perDay;
    },
  };
  return attempts;
}
