import Type from 'typebox';
import { COMMANDS } from './commands.ts';

const Id = Type.Integer({ minimum: 1 });
const Name = Type.String({ minLength: 1 });
const Person = Type.Object({ id: Id, login: Name });

/** Where an event happened; the installation is absent when the webhook is not an App's. */
const repository = { repositoryId: Id, owner: Name, name: Name, installationId: Type.Optional(Id) };
const Repository = Type.Object(repository);

/** What a verified event says of a pull request; `number` 0 stands for the default branch. */
const PullRequest = Type.Object({
  ...repository,
  number: Type.Integer({ minimum: 0 }),
  headSha: Name,
  authorId: Id,
  authorLogin: Name,
  state: Type.Enum(['open', 'closed']),
  merged: Type.Optional(Type.Boolean()),
  draft: Type.Boolean(),
  /** ISO 8601 in UTC. */
  updatedAt: Type.String({ format: 'date-time' }),
});

/** Somebody pressed a button on a check: the current head is to be graded again, or hints are to be shown. */
const ButtonRequest = Type.Object({
  kind: Type.Enum(['regrade', 'hint']),
  repository: Repository,
  headSha: Name,
  /** `external_id` of the check run, which is the submission's id; absent for a whole suite. */
  submissionId: Type.Optional(Type.String()),
  requestedBy: Person,
});

/** Somebody wrote a command on a pull request. */
const CommandRequest = Type.Object({
  kind: Type.Literal('command'),
  command: Type.Enum([...COMMANDS]),
  repository: Repository,
  pullNumber: Id,
  commentId: Id,
  /** When it was written, ISO 8601 in UTC; only where that counts. */
  saidAt: Type.Optional(Type.String()),
  requestedBy: Person,
  pullRequestAuthor: Person,
});

/** Somebody pushed a tag that may hand a commit in. */
const TagRequest = Type.Object({
  kind: Type.Literal('tag'),
  /** Without `refs/tags/`. */
  tag: Name,
  repository: Repository,
  headSha: Name,
  /** When GitHub had it, ISO 8601; absent when it does not say. */
  saidAt: Type.Optional(Type.String()),
  requestedBy: Person,
});

/** What a delivery asks of us, from the webhook through the inbox to the queue: plain JSON. */
export const AcceptedAction = Type.Union([
  Type.Object({ kind: Type.Enum(['grade-pull-request', 'close-pull-request']), pullRequest: PullRequest }),
  /** The default branch has a new commit: for repositories graded by push, and for courses. */
  Type.Object({ kind: Type.Literal('take-in-branch'), branch: PullRequest }),
  /** A merge queue waits for the check of a commit that would merge the pull request. */
  Type.Object({
    kind: Type.Literal('check-merge-group'),
    repository: Repository,
    headSha: Name,
    pullNumber: Id,
  }),
  /** The repository has another name or owner. */
  Type.Object({ kind: Type.Literal('move-repository'), repository: Repository }),
  /** The repository is gone, or the App is no longer there. */
  Type.Object({ kind: Type.Literal('leave-repositories'), repositoryIds: Type.Array(Id) }),
  Type.Object({ kind: Type.Literal('leave-installation'), installationId: Id }),
  ButtonRequest,
  CommandRequest,
  TagRequest,
]);

export type RepositoryFacts = Type.Static<typeof Repository>;
export type PullRequestFacts = Type.Static<typeof PullRequest>;
export type Person = Type.Static<typeof Person>;
export type ButtonRequest = Type.Static<typeof ButtonRequest>;
export type CommandRequest = Type.Static<typeof CommandRequest>;
export type TagRequest = Type.Static<typeof TagRequest>;
export type AcceptedAction = Type.Static<typeof AcceptedAction>;

/** `reason` is one of a small set of fixed words, fit for a metric's label. */
export type WebhookAction = AcceptedAction | { kind: 'ignore'; reason: string };
