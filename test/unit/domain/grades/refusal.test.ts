import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../../services/domain/courses/assignment.ts';
import { refusalOf } from '../../../../services/domain/grades/refusal.ts';

const day = (number: number) => new Date(1_800_000_000_000 + number * 86_400_000);
const assignment = { opensAt: day(1), dueAt: day(3), closesAt: day(5), attemptLimit: 2 };

describe('whether a submission is graded', () => {
  it.each([
    ['before the opening', { submittedAt: day(0), now: day(0), used: 0 }, 'not-open'],
    [
      'pushed before the opening, asked for after it',
      { submittedAt: day(0), now: day(1), used: 0 },
      undefined,
    ],
    ['late', { submittedAt: day(4), now: day(4), used: 1 }, undefined],
    ['pushed in time, seen after the closing', { submittedAt: day(5), now: day(6), used: 0 }, undefined],
    ['after the closing', { submittedAt: day(6), now: day(6), used: 0 }, 'closed'],
    ['without an attempt left', { submittedAt: day(2), now: day(2), used: 2 }, 'no-attempt-left'],
  ])('%s', (_, at, reason) => {
    expect(refusalOf(termsOf(assignment, undefined), at)?.reason).toBe(reason);
  });

  it('an extension gives time and attempts, and never takes any', () => {
    expect(termsOf(assignment, { dueAt: day(9), extraAttempts: 3 })).toEqual({
      opensAt: day(1),
      dueAt: day(9),
      closesAt: day(9),
      attemptLimit: 5,
    });

    expect(termsOf(assignment, { dueAt: day(2), closesAt: day(4), extraAttempts: 0 })).toEqual(assignment);
  });
});
