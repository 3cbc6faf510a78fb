import Type from 'typebox';
import { Time } from './course.ts';

const checkFacts = {
  exercise: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }),
  checkId: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }),
};

const Reason = Type.String({ minLength: 1, maxLength: 1000 });

export const DisagreementBody = Type.Object(
  {
    exercise: Type.String(),
    checkId: Type.String(),
    fingerprint: Type.String({ description: 'Of files, exercise version and node image.' }),
    githubIds: Type.Array(Type.Integer()),
    enrolledIds: Type.Array(Type.Integer(), {
      description: 'Those among them whom the roster or staff made members of the course.',
    }),
    passedRunId: Type.String(),
    failedRunId: Type.String(),
  },
  { description: 'One content on which the check said both yes and no.' },
);

export const QuarantineBody = Type.Object({
  quarantineId: Type.String(),
  exercise: Type.String(),
  checkId: Type.String(),
  since: Time,
  by: Type.String({ description: 'Who decided it; `saiten` in old ones, from when a rule did.' }),
  reason: Type.String(),
  evidence: Type.Optional(Type.Array(DisagreementBody)),
  lift: Type.Optional(
    Type.Object({ at: Time, by: Type.String(), reason: Type.String(), sparesEarlier: Type.Boolean() }),
  ),
  version: Type.Integer(),
});

export const NewQuarantineBody = Type.Object(
  { ...checkFacts, reason: Reason },
  { additionalProperties: false },
);

export const LiftBody = Type.Object(
  {
    reason: Reason,
    sparesEarlier: Type.Boolean({
      default: true,
      description:
        'Whether runs from before the lift go on being spared. False takes the points back: the check was right all the time.',
    }),
  },
  { additionalProperties: false },
);

export const QuarantineParams = Type.Object({
  course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
  quarantine: Type.String({ pattern: '^[0-9A-Z]{26}$' }),
});

export const FlakyCheckBody = Type.Object({
  exercise: Type.String(),
  checkId: Type.String(),
  finding: Type.Enum(['flaky', 'suspect'], {
    description: '`suspect` where it may as well be the one learner’s manifest that behaves now so, now so.',
  }),
  learners: Type.Integer({ description: 'Members of the roster whose work was judged now so, now so.' }),
  disagreements: Type.Array(DisagreementBody),
});
