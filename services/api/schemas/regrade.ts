import Type from 'typebox';
import { GRADE_STATES } from '../../domain/grades/grade-of.ts';
import { REGRADE_ITEM_STATES, REGRADE_STATES } from '../../domain/grades/regrade.ts';
import { CourseParams, Time } from './course.ts';
import { ExerciseName, GithubId, Reason, Ulid } from './grading.ts';

export const RegradeParams = Type.Object({ ...CourseParams.properties, regrade: Ulid });

const filter = {
  exercise: Type.Optional(ExerciseName),
  githubId: Type.Optional(GithubId),
  submissionId: Type.Optional(Ulid),
  result: Type.Optional(
    Type.Enum(['passed', 'failed', 'not-graded'], { description: 'Those whose result is this.' }),
  ),
  failedCheck: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'Those that did not pass this check.' }),
  ),
  notGradedBy: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Those that another version of the exercise graded than this one, a content hash.',
    }),
  ),
};

const which = {
  description:
    '`current`: of each learner and exercise the submission that counts and the newest; `all`: every one.',
};

export const NewRegradeBody = Type.Object(
  {
    filter: Type.Object(
      { ...filter, which: Type.Enum(['current', 'all'], { ...which, default: 'current' }) },
      { additionalProperties: false },
    ),
    reason: Reason,
  },
  { additionalProperties: false },
);

export const RegradeBody = Type.Object({
  regradeId: Ulid,
  filter: Type.Object({ ...filter, which: Type.Enum(['current', 'all'], which) }),
  state: Type.Enum([...REGRADE_STATES]),
  reason: Type.String(),
  actor: Type.String(),
  createdAt: Time,
  publishedAt: Type.Optional(Time),
  items: Type.Partial(
    Type.Object(Object.fromEntries(REGRADE_ITEM_STATES.map((state) => [state, Type.Integer()]))),
    {
      description: 'How many submissions are in each state.',
    },
  ),
  version: Type.Integer(),
});

export const RegradeItemBody = Type.Object({
  submissionId: Type.String(),
  newSubmissionId: Type.String(),
  exercise: Type.String(),
  githubId: GithubId,
  state: Type.Enum([...REGRADE_ITEM_STATES]),
  oldRunId: Type.Optional(Type.String()),
  newRunId: Type.Optional(Type.String()),
  oldEarned: Type.Optional(Type.Number({ description: 'Points of the run, before lateness and overrides.' })),
  newEarned: Type.Optional(Type.Number()),
});

const Outcome = Type.Object({
  earned: Type.Number(),
  possible: Type.Number(),
  state: Type.Enum([...GRADE_STATES]),
});

export const RegradeChangeBody = Type.Object({
  githubId: GithubId,
  exercise: Type.String(),
  before: Outcome,
  after: Outcome,
});
