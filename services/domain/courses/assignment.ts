import type { LatePolicy } from './late-policy.ts';

/** What holds for one exercise in one course. What is absent does not limit anything. */
export interface Assignment {
  opensAt?: Date;
  dueAt?: Date;
  closesAt?: Date;
  /** In place of the course's. */
  latePolicy?: LatePolicy;
  /** How often a learner may have it graded in all. */
  attemptLimit?: number;
}

/** What one learner was granted beyond the assignment. */
export interface Extension {
  dueAt?: Date;
  closesAt?: Date;
  extraAttempts: number;
}

/** What holds for one learner. */
export type Terms = Pick<Assignment, 'opensAt' | 'dueAt' | 'closesAt' | 'attemptLimit'>;

/**
 * The assignment with the extension. An extension only gives: an earlier time than the assignment's changes nothing, and
 * nobody is shut out before their own deadline.
 */
export function termsOf(assignment: Assignment, extension: Extension | undefined): Terms {
  const { opensAt, dueAt, closesAt, attemptLimit } = assignment;

  const extended = {
    dueAt: dueAt && latest(dueAt, extension?.dueAt),
    closesAt: closesAt && latest(closesAt, extension?.dueAt, extension?.closesAt),
    attemptLimit: attemptLimit === undefined ? undefined : attemptLimit + (extension?.extraAttempts ?? 0),
  };

  return {
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(extended.dueAt === undefined ? {} : { dueAt: extended.dueAt }),
    ...(extended.closesAt === undefined ? {} : { closesAt: extended.closesAt }),
    ...(extended.attemptLimit === undefined ? {} : { attemptLimit: extended.attemptLimit }),
  };
}

function latest(first: Date, ...others: (Date | undefined)[]): Date {
  return others.reduce<Date>((last, at) => (at !== undefined && at > last ? at : last), first);
}
