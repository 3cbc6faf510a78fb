import Type from 'typebox';
import { Time } from './course.ts';
import { DisagreementBody } from './quarantine.ts';

const RunId = Type.String({ pattern: '^[0-9A-Z]{26}$' });

const decision = Type.Enum(['review', 'dismiss'], {
  description: '`review` puts the check under review, `dismiss` leaves it as it is.',
});

export const ProposalBody = Type.Object({
  proposalId: Type.String(),
  exercise: Type.String(),
  checkId: Type.String(),
  since: Time,
  reason: Type.String(),
  evidence: Type.Array(DisagreementBody),
  decision: Type.Optional(
    Type.Object({
      at: Time,
      by: Type.String(),
      kind: decision,
      reason: Type.String(),
      solutionRunId: Type.Optional(Type.String()),
      quarantineId: Type.Optional(Type.String()),
    }),
  ),
  version: Type.Integer(),
});

export const DecisionBody = Type.Object(
  {
    decision,
    reason: Type.String({ minLength: 1, maxLength: 1000 }),
    solutionRunId: Type.Optional({
      ...RunId,
      description:
        "Needed for `review`: a run of the exercise's own solution, handed in by staff, in which this check failed.",
    }),
  },
  { additionalProperties: false },
);

export const ProposalParams = Type.Object({
  course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
  proposal: RunId,
});
