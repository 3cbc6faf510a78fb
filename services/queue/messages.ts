import Type from 'typebox';

const repositoryId = Type.Integer({ minimum: 1 });
/** 0 stands for the default branch. */
const pullNumber = Type.Integer({ minimum: 0 });

/** What travels through the queue: ids only, with a version so that a newer sender is recognised. */
export const messages = {
  /** Look at the pull request and decide what to grade. */
  intake: Type.Object(
    {
      v: Type.Literal(1),
      repositoryId,
      pullNumber,
      installationId: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    { additionalProperties: false },
  ),
  /** Grade one submission. */
  grade: Type.Object(
    { v: Type.Literal(1), submissionId: Type.String({ pattern: '^[0-9A-Z]{26}$' }) },
    { additionalProperties: false },
  ),
  /** Somebody pressed a button or wrote a command. */
  request: Type.Object(
    {
      v: Type.Literal(1),
      kind: Type.Enum([
        'regrade',
        'hint',
        'regrade-command',
        'help-command',
        'hint-command',
        'ok-to-grade-command',
        'submit-command',
        'tag',
      ]),
      repositoryId,
      requesterId: Type.Integer({ minimum: 1 }),
      requesterLogin: Type.String({ maxLength: 100 }),
      /** Of a command. */
      pullNumber: Type.Optional(pullNumber),
      commentId: Type.Optional(Type.Integer({ minimum: 1 })),
      /** Of a tag: its name, and where the repository was then; it may be new to us. */
      tag: Type.Optional(Type.String({ maxLength: 1000 })),
      repository: Type.Optional(
        Type.Object({
          owner: Type.String(),
          name: Type.String(),
          installationId: Type.Optional(Type.Integer({ minimum: 1 })),
        }),
      ),
      /** Of `/submit` and of a tag: when that was said. */
      saidAt: Type.Optional(Type.String({ format: 'date-time', maxLength: 40 })),
      /** Of a button: the commit, of `/submit` the head that was known then; and the submission when it was the button of one check. */
      headSha: Type.Optional(Type.String({ pattern: '^[0-9a-f]{40}$' })),
      submissionId: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{26}$' })),
    },
    { additionalProperties: false },
  ),
  /** Bring GitHub up to date with the store, for one pull request. */
  publish: Type.Object({ v: Type.Literal(1), repositoryId, pullNumber }, { additionalProperties: false }),
};

export type QueueName = keyof typeof messages;
export type Message<N extends QueueName> = Type.Static<(typeof messages)[N]>;
export type IntakeMessage = Message<'intake'>;
export type GradeMessage = Message<'grade'>;
export type RequestMessage = Message<'request'>;
export type PublishMessage = Message<'publish'>;
