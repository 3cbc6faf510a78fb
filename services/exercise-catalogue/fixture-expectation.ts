import Type from 'typebox';
import { CHECK_STATUSES } from '../../graders/contract/check-result.ts';

/** The contents of a fixture's `expected.yaml`: how grading it must turn out. */
export const FixtureExpectation = Type.Object(
  {
    /** Check id to status. Checks that are not named may be anything but `error`. */
    checks: Type.Optional(Type.Record(Type.String(), Type.Enum([...CHECK_STATUSES]))),
    /** Check id to a message id that one of its findings must carry. */
    messages: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Message ids with which the submission must be refused before grading. */
    problems: Type.Optional(Type.Array(Type.String())),
    /** Exactly so many points; for a cheat, at most so many: what the work that was really done deserves. */
    score: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
    /**
     * The one check that finds the mistake: it must fail, all others pass, be blocked or be named in `checks`.
     * `submission` when the files are refused.
     */
    caughtBy: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FixtureExpectation = Type.Static<typeof FixtureExpectation>;
