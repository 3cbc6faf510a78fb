import Type from 'typebox';
import { GRADE_POLICIES, RESULT_VISIBILITIES } from '../../domain/courses/course.ts';
import { GRADE_STATES } from '../../domain/grades/grade-of.ts';
import { CourseParams, Time } from './course.ts';

export const ExerciseName = Type.String({
  pattern: '^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 100,
  description: 'Name of an exercise, such as 02-batch-jobs.',
});
export const GithubId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Ulid = Type.String({ pattern: '^[0-9A-Z]{26}$' });

export const Reason = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'For staff; kept with the change.',
});

export const ExerciseParams = Type.Object({ ...CourseParams.properties, exercise: ExerciseName });
export const GradeParams = Type.Object({ ...ExerciseParams.properties, githubId: GithubId });

const percent = Type.Number({ minimum: 0, maximum: 100 });

const lenient = {
  graceMinutes: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 10_080,
      description: 'Minutes after the deadline that cost nothing.',
    }),
  ),
};

const deducting = {
  ...lenient,
  floorPercent: Type.Optional({
    ...percent,
    description: 'Percent of its points that late work keeps at least.',
  }),
};

const strict = { additionalProperties: false };

/** What `LatePolicy` declares in TypeScript. */
export const LatePolicyBody = Type.Union(
  [
    Type.Object({ kind: Type.Literal('none') }, strict),
    Type.Object(
      { kind: Type.Enum(['per-day', 'per-hour']), percent, ...deducting },
      { ...strict, description: 'Takes so many percent for each day or hour that has begun.' },
    ),
    Type.Object(
      {
        kind: Type.Literal('linear'),
        hours: Type.Number({ exclusiveMinimum: 0, maximum: 8760 }),
        ...deducting,
      },
      {
        ...strict,
        description:
          'Takes evenly more, so that nothing is left after so many hours, but never goes below the floor.',
      },
    ),
    Type.Object(
      { kind: Type.Literal('cut-off'), ...lenient },
      { ...strict, description: 'Work after the deadline does not count.' },
    ),
  ],
  { description: 'What late work loses, as a share of the points it earned.' },
);

/** A moment, as an instant or as clocks show it somewhere. */
export const MomentBody = Type.Union(
  [
    Type.String({ format: 'date-time', maxLength: 40 }),
    Type.Object(
      {
        local: Type.String({
          pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$',
          description: 'Such as 2026-11-30T23:59.',
        }),
        timeZone: Type.Optional(
          Type.String({ minLength: 1, maxLength: 64, description: 'The course has one unless told.' }),
        ),
      },
      strict,
    ),
  ],
  { description: 'An instant with its offset, or the time that clocks show in a time zone.' },
);

export const AssignmentBody = Type.Object({
  exercise: ExerciseName,
  opensAt: Type.Optional(Time),
  dueAt: Type.Optional(Time),
  closesAt: Type.Optional(Time),
  latePolicy: Type.Optional(LatePolicyBody),
  attemptLimit: Type.Optional(Type.Integer()),
  weight: Type.Number(),
  results: Type.Optional(Type.Enum([...RESULT_VISIBILITIES])),
  version: Type.Integer({ description: '0 while nothing was set.' }),
});

export const AssignmentChangeBody = Type.Object(
  {
    opensAt: Type.Optional(MomentBody),
    dueAt: Type.Optional(MomentBody),
    closesAt: Type.Optional(MomentBody),
    latePolicy: Type.Optional(LatePolicyBody),
    attemptLimit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'Gradings that count, in all.' }),
    ),
    weight: Type.Number({
      minimum: 0,
      maximum: 1000,
      default: 1,
      description: 'Share in the total, beside the other weights.',
    }),
  },
  { ...strict, description: 'The whole assignment: what is left out limits nothing.' },
);

export const GradingPolicyBody = Type.Object({
  gradePolicy: Type.Enum([...GRADE_POLICIES], { description: 'Which submission counts.' }),
  latePolicy: Type.Optional(LatePolicyBody),
  version: Type.Integer(),
});

export const GradingPolicyChangeBody = Type.Object(
  { gradePolicy: Type.Enum([...GRADE_POLICIES]), latePolicy: Type.Optional(LatePolicyBody) },
  strict,
);

export const ExtensionBody = Type.Object({
  exercise: ExerciseName,
  githubId: GithubId,
  dueAt: Type.Optional(Time),
  closesAt: Type.Optional(Time),
  extraAttempts: Type.Integer(),
  reason: Type.String(),
  actor: Type.String(),
  at: Time,
  version: Type.Integer(),
});

export const ExtensionChangeBody = Type.Object(
  {
    dueAt: Type.Optional(MomentBody),
    closesAt: Type.Optional(MomentBody),
    extraAttempts: Type.Integer({ minimum: 0, maximum: 10_000, default: 0 }),
    reason: Reason,
  },
  strict,
);

export const OverrideBody = Type.Object({
  overrideId: Ulid,
  exercise: ExerciseName,
  githubId: GithubId,
  points: Type.Optional(Type.Number()),
  reason: Type.String(),
  comment: Type.Optional(Type.String()),
  actor: Type.String(),
  at: Time,
  revoked: Type.Optional(Type.Object({ at: Time, by: Type.String(), reason: Type.Optional(Type.String()) })),
});

export const NewOverrideBody = Type.Object(
  {
    points: Type.Optional(
      Type.Number({ minimum: 0, maximum: 10_000, description: 'In place of what the runs earned.' }),
    ),
    reason: Reason,
    comment: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description: 'To the learner, on the pull request, as plain text.',
      }),
    ),
  },
  { ...strict, description: 'Points, a comment to the learner, or both.' },
);

export const GradeBody = Type.Object({
  exercise: ExerciseName,
  githubId: GithubId,
  state: Type.Enum([...GRADE_STATES]),
  earned: Type.Number({ description: 'Points that count.' }),
  possible: Type.Number(),
  rawEarned: Type.Number({ description: 'Before lateness and overrides.' }),
  lateSeconds: Type.Integer(),
  submissionId: Type.Optional(Type.String()),
  runId: Type.Optional(Type.String()),
  overrideId: Type.Optional(Type.String()),
  attempts: Type.Integer(),
  firstPassedAt: Type.Optional(Time),
  released: Type.Boolean({ description: 'Whether the learner may see it.' }),
  computedAt: Time,
});

export const ResultsBody = Type.Object({
  results: Type.Enum([...RESULT_VISIBILITIES]),
  exercises: Type.Array(
    Type.Object({ exercise: ExerciseName, results: Type.Enum([...RESULT_VISIBILITIES]) }),
    { description: 'Where something else holds than for the course.' },
  ),
  version: Type.Integer({ description: 'The one of the course.' }),
});

export const ResultsChangeBody = Type.Object(
  {
    exercise: Type.Optional(ExerciseName),
    results: Type.Enum([...RESULT_VISIBILITIES, 'course'], {
      description: '`course` takes the own setting of an exercise back.',
    }),
  },
  strict,
);
