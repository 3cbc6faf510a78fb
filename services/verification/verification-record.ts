import Type from 'typebox';
import { CHECK_STATUSES } from '../../graders/contract/check-result.ts';

/** How one fixture was graded, and where that differs from what it must give. */
export const FixtureOutcome = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['solution', 'alternative', 'starter', 'mistake', 'cheat']),
  score: Type.Number(),
  checks: Type.Record(Type.String(), Type.Enum([...CHECK_STATUSES])),
  /** Check id to the message ids of its findings. */
  messages: Type.Record(Type.String(), Type.Array(Type.String())),
  /** Message ids of the refusal, if the files were refused. */
  problems: Type.Array(Type.String()),
  /** For mistakes: whether exactly the named check found it. For cheats: whether they got no more than they deserve. */
  caught: Type.Optional(Type.Boolean()),
  differences: Type.Array(Type.String()),
  durationMs: Type.Number(),
});
export type FixtureOutcome = Type.Static<typeof FixtureOutcome>;

/** What is kept of a verification, by content of exercise, kit and node image. */
export const VerificationRecord = Type.Object({
  slug: Type.String(),
  exerciseHash: Type.String(),
  nodeImage: Type.String(),
  verifiedAt: Type.String(),
  fixtures: Type.Array(FixtureOutcome),
  killScore: Type.Object({ caught: Type.Number(), mistakes: Type.Number() }),
  /** Cheats that got no more points than they deserve, and how many there are. */
  cheats: Type.Object({ caught: Type.Number(), all: Type.Number() }),
  ok: Type.Boolean(),
});
export type VerificationRecord = Type.Static<typeof VerificationRecord>;
