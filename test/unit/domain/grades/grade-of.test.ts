import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gradeOf,
  type GradedAttempt,
  type GradeInputs,
} from '../../../../services/domain/grades/grade-of.ts';
import { SUBMISSION_STATES } from '../../../../services/domain/submissions/submission.ts';
import { latePolicies } from '../../../support/builders/late-policies.ts';

const DAY_MS = 86_400_000;
const day = (number: number) => new Date(1_800_000_000_000 + number * DAY_MS);

/** Submitted on a day, with so many points of 100. */
function attempt(submissionId: string, submittedOn: number, earned: number): GradedAttempt {
  return {
    submissionId,
    state: 'graded',
    submittedAt: day(submittedOn),
    result: { runId: `run-${submissionId}`, isPassed: earned === 100, earned, possible: 100 },
  };
}

function inputs(given: Partial<GradeInputs>): GradeInputs {
  return { attempts: [], assignment: {}, overrides: [], course: { gradePolicy: 'best' }, ...given };
}

const tenADay = { kind: 'per-day', percent: 10 } as const;
const cutOff = { kind: 'cut-off' } as const;
const latest = { gradePolicy: 'latest' } as const;
const three = [attempt('A', 1, 60), attempt('B', 2, 100), attempt('C', 3, 40)];

describe('the grade of a learner for an exercise', () => {
  it.each<[string, Partial<GradeInputs>, object]>([
    [
      'the best counts',
      { attempts: three },
      { submissionId: 'B', state: 'passed', earned: 100, attempts: 3 },
    ],
    [
      'or the latest',
      { attempts: three, course: latest },
      { submissionId: 'C', state: 'failed', earned: 40 },
    ],
    [
      'of equal points the earlier',
      { attempts: [attempt('A', 2, 50), attempt('B', 1, 50)] },
      { submissionId: 'B' },
    ],
    [
      'of the newest commit the best attempt',
      { attempts: [attempt('A', 1, 90), attempt('B', 2, 50), attempt('C', 2, 20)], course: latest },
      { submissionId: 'B', earned: 50 },
    ],
    [
      'late work loses points',
      { attempts: [attempt('A', 3, 80)], assignment: { dueAt: day(1), latePolicy: tenADay } },
      { earned: 64, rawEarned: 80, lateSeconds: 172_800 },
    ],
    [
      'the best after what lateness takes',
      {
        attempts: [attempt('A', 0, 95), attempt('B', 3, 100)],
        assignment: { dueAt: day(1), latePolicy: tenADay },
      },
      { submissionId: 'A', earned: 95, lateSeconds: 0 },
    ],
    [
      'the policy of the assignment instead of the course',
      {
        attempts: [attempt('A', 2, 80)],
        assignment: { dueAt: day(1), latePolicy: { kind: 'none' } },
        course: { gradePolicy: 'best', latePolicy: cutOff },
      },
      { earned: 80 },
    ],
    [
      'an extension moves the deadline',
      {
        attempts: [attempt('A', 3, 80)],
        assignment: { dueAt: day(1), latePolicy: tenADay },
        extension: { dueAt: day(2), extraAttempts: 0 },
      },
      { earned: 72, lateSeconds: 86_400 },
    ],
    [
      'after the cut-off the earlier work stays',
      {
        attempts: [attempt('A', 0, 50), attempt('B', 2, 10)],
        assignment: { dueAt: day(1), latePolicy: cutOff },
        course: latest,
      },
      { submissionId: 'A', earned: 50, attempts: 1 },
    ],
    [
      'only after the closing',
      { attempts: [attempt('A', 2, 50)], assignment: { closesAt: day(1) } },
      { state: 'too-late', earned: 0 },
    ],
    [
      'the newest override decides',
      {
        attempts: three,
        overrides: [
          { overrideId: '02', points: 70 },
          { overrideId: '01', points: 30 },
        ],
      },
      { earned: 70, rawEarned: 100, overrideId: '02', state: 'passed', submissionId: 'B' },
    ],
    [
      'points without a submission',
      { overrides: [{ overrideId: '01', points: 100 }] },
      { earned: 100, possible: 100, state: 'passed' },
    ],
    [
      'no points never pass',
      { attempts: three, overrides: [{ overrideId: '01', points: 0 }] },
      { earned: 0, state: 'failed' },
    ],
    ['nothing', {}, { state: 'missing', earned: 0, possible: 100, attempts: 0 }],
    [
      'only a failure of ours',
      { attempts: [{ submissionId: 'A', state: 'not-graded', submittedAt: day(1) }] },
      { state: 'not-graded' },
    ],
    [
      'the first result is still to come',
      { attempts: [{ submissionId: 'A', state: 'grading', submittedAt: day(1) }] },
      { state: 'pending' },
    ],
    ['when it passed first', { attempts: three }, { firstPassedAt: day(2) }],
  ])('%s', (_, given, expected) => {
    expect(gradeOf(inputs(given))).toMatchObject(expected);
  });
});

it('is what the worked example of docs/grading.md says', () => {
  const pushed = (submissionId: string, at: string, earned: number) => ({
    ...attempt(submissionId, 0, earned),
    submittedAt: new Date(`${at}+09:00`),
  });

  const hanako = inputs({
    attempts: [
      pushed('A', '2026-11-30T20:00', 60),
      pushed('B', '2026-12-01T08:00', 90),
      pushed('C', '2026-12-02T10:00', 100),
    ],
    assignment: { dueAt: new Date('2026-11-30T23:59+09:00'), latePolicy: tenADay },
  });

  const extension = { dueAt: new Date('2026-12-01T23:59+09:00'), extraAttempts: 0 };
  const overrides = [{ overrideId: '01', points: 95 }];

  expect(
    [hanako, { ...hanako, extension }, { ...hanako, extension, overrides }].map((one) => gradeOf(one)),
  ).toMatchObject([
    { earned: 81, submissionId: 'B' },
    { earned: 90, submissionId: 'B', lateSeconds: 0 },
    { earned: 95, rawEarned: 90 },
  ]);
});

const times = fc.integer({ min: 0, max: 20 }).map((number) => day(number / 2));

const attempts = fc
  .array(
    fc.record({
      state: fc.constantFrom(...SUBMISSION_STATES),
      submittedAt: times,
      earned: fc.integer({ min: 0, max: 1000 }).map((points) => points / 10),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ state, submittedAt, earned }, index): GradedAttempt => ({
      ...attempt(`S${index}`, 0, earned),
      state,
      submittedAt,
    })),
  );

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };

const situations: fc.Arbitrary<GradeInputs> = fc.record({
  attempts,
  assignment: fc
    .record({ dueAt: optional(times), closesAt: optional(times), latePolicy: optional(latePolicies) })
    .map(defined),
  overrides: fc.constant([]),
  course: fc
    .record({ gradePolicy: fc.constantFrom('best', 'latest'), latePolicy: optional(latePolicies) })
    .map(defined),
});

const extensions = fc
  .record({ dueAt: optional(times), closesAt: optional(times), extraAttempts: fc.constant(0) })
  .map(defined);

describe('laws of the grade', () => {
  it('an extension never lowers it', () => {
    fc.assert(
      fc.property(situations, extensions, (situation, extension) => {
        expect(gradeOf({ ...situation, extension }).earned).toBeGreaterThanOrEqual(gradeOf(situation).earned);
      }),
      { numRuns: 1000 },
    );
  });

  it('no late policy gives more than the points of the run', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { earned, rawEarned } = gradeOf(situation);
        expect(earned).toBeLessThanOrEqual(rawEarned);
      }),
      { numRuns: 1000 },
    );
  });

  it('a failure of ours, a cancelled and a waiting submission never change the points', () => {
    const others = attempts.map((list) =>
      list
        .filter(({ state }) => state !== 'graded')
        .map((one) => ({ ...one, submissionId: `x${one.submissionId}` })),
    );

    fc.assert(
      fc.property(situations, others, (situation, more) => {
        const together = gradeOf({ ...situation, attempts: [...more, ...situation.attempts] });
        expect(together.earned).toBe(gradeOf(situation).earned);
      }),
    );
  });

  it('the order in which anything came does not matter', () => {
    fc.assert(
      fc.property(
        situations.chain((situation) =>
          fc.tuple(
            fc.constant(situation),
            fc.shuffledSubarray([...situation.attempts], { minLength: situation.attempts.length }),
          ),
        ),
        ([situation, shuffled]) => {
          expect(gradeOf({ ...situation, attempts: shuffled })).toEqual(gradeOf(situation));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('where the best counts, one more submission never lowers it', () => {
    fc.assert(
      fc.property(situations, fc.nat(), (situation, index) => {
        const course = { ...situation.course, gradePolicy: 'best' as const };
        const all = { ...situation, course };
        const fewer = all.attempts.filter((_, at) => at !== index % Math.max(1, all.attempts.length));
        expect(gradeOf(all).earned).toBeGreaterThanOrEqual(gradeOf({ ...all, attempts: fewer }).earned);
      }),
    );
  });

  it('what was submitted later with the same points never earns more', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 0, max: 10 }), (situation, days) => {
        const later = situation.attempts.map((one) => ({
          ...one,
          submittedAt: new Date(one.submittedAt.getTime() + days * DAY_MS),
        }));

        expect(gradeOf({ ...situation, attempts: later }).earned).toBeLessThanOrEqual(
          gradeOf({ ...situation, course: { ...situation.course, gradePolicy: 'best' } }).earned,
        );
      }),
    );
  });
});
