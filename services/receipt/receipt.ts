import Type from 'typebox';

/** The media type in the header, which keeps other tokens from being taken for a receipt (RFC 8725, 3.11). */
export const RECEIPT_TYPE = 'saiten-receipt+jwt';

const Text = Type.String({ minLength: 1, maxLength: 500 });

/** What a receipt says: the result of one run, and what it was computed with. No name of a person. */
export const Receipt = Type.Object({
  /** Who issued it: the public address of the deployment. */
  iss: Text,
  /** The learner: `github:` and the number of the account, which outlives a change of name. */
  sub: Type.String({ pattern: '^github:[0-9]+$' }),
  /** When it was signed, in seconds since 1970. */
  iat: Type.Integer({ minimum: 0 }),
  /** The run. */
  jti: Text,
  course: Text,
  exercise: Text,
  submission: Text,
  /** The team that handed it in together, where one did: the work of others too. */
  team: Type.Optional(Text),
  /** Number of the repository on GitHub. */
  repository: Type.Integer(),
  commit: Type.String({ pattern: '^[0-9a-f]{7,64}$' }),
  attempt: Type.Integer({ minimum: 1 }),
  verdict: Type.Enum(['passed', 'failed']),
  score: Type.Object({ earned: Type.Number(), possible: Type.Number() }),
  /** When the run ended, ISO 8601. */
  gradedAt: Text,
  versions: Type.Object({
    /** Content hash of exercise and grader. */
    exercise: Text,
    manifests: Type.Optional(Text),
    nodeImage: Type.Optional(Text),
    nodeImageDigest: Type.Optional(Text),
    kubernetes: Type.Optional(Text),
  }),
});
export type Receipt = Type.Static<typeof Receipt>;
