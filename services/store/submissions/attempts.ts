import { ATTEMPT_DAY_MS, type AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import { countsFor } from './counts-for.ts';
import type { Database } from '../database/tables.ts';

/** Whose attempts at what. */
export interface AttemptScope {
  courseId: string;
  authorId: number;
  exercise: string;
}

/**
 * The attempts that count against a limit: graded, or still open, and those whose run had begun before something overtook
 * it, whoever wrote it: accounts of commits can be forged. Not what was overtaken while it waited, what failed through our
 * machines, nor what staff tried.
 */
export interface Attempts {
  /** When those of a learner at an exercise of a course were opened, in whichever repository, oldest first. */
  attemptTimes(of: AttemptScope, since: Date): Promise<Date[]>;
  /** How many there are of them. */
  attemptCount(of: AttemptScope): Promise<number>;
  /** Whether limits allow one more at `now`. Certain only in a transaction that holds the lock of the grade. */
  hasAttemptLeft(of: AttemptScope, limits: AttemptLimits, now: Date): Promise<boolean>;
}

export function createAttempts(db: Database): Attempts {
  const counting = ({ courseId, authorId, exercise }: AttemptScope) =>
    db
      .selectFrom('submissions')
      .where('course_id', '=', courseId)
      .where(countsFor(authorId))
      .where('exercise', '=', exercise)
      .where('counts', '=', true)
      .where((where) => where.or([where('uncredited', 'is', null), where('uncredited', '!=', 'staff')]))
      .where((where) =>
        where.or([
          where('uses_attempt', '=', true),
          where.and([
            where('state', 'in', ['queued', 'grading', 'graded']),
            where('cancel_requested', '=', false),
          ]),
        ]),
      );

  const attempts: Attempts = {
    async attemptTimes(of, since) {
      const rows = await counting(of)
        .select('created_at')
        .where('created_at', '>', since)
        .orderBy('created_at')
        .execute();

      return rows.map((row) => row.created_at);
    },
    async attemptCount(of) {
      const { count } = await counting(of)
        .select((select) => select.fn.countAll<number>().as('count'))
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
