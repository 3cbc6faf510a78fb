import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { COMMANDS } from './commands.ts';
import type { AcceptedAction } from './webhook-action.ts';

const Id = Type.Integer({ minimum: 1 });
const Name = Type.String({ minLength: 1 });
const Person = Type.Object({ id: Id, login: Name });
const repository = { repositoryId: Id, owner: Name, name: Name, installationId: Type.Optional(Id) };
const Repository = Type.Object(repository);

const PullRequest = Type.Object({
  ...repository,
  number: Type.Integer({ minimum: 0 }),
  headSha: Name,
  authorId: Id,
  authorLogin: Name,
  state: Type.Enum(['open', 'closed']),
  merged: Type.Optional(Type.Boolean()),
  draft: Type.Boolean(),
  updatedAt: Type.String({ format: 'date-time' }),
});

const StoredAction = Type.Union([
  Type.Object({ kind: Type.Enum(['grade-pull-request', 'close-pull-request']), pullRequest: PullRequest }),
  Type.Object({ kind: Type.Literal('take-in-branch'), branch: PullRequest }),
  Type.Object({
    kind: Type.Literal('check-merge-group'),
    repository: Repository,
    headSha: Name,
    pullNumber: Id,
  }),
  Type.Object({ kind: Type.Literal('move-repository'), repository: Repository }),
  Type.Object({ kind: Type.Literal('leave-repositories'), repositoryIds: Type.Array(Id) }),
  Type.Object({ kind: Type.Literal('leave-installation'), installationId: Id }),
  Type.Object({
    kind: Type.Enum(['regrade', 'hint']),
    repository: Repository,
    headSha: Name,
    submissionId: Type.Optional(Type.String()),
    requestedBy: Person,
  }),
  Type.Object({
    kind: Type.Literal('tag'),
    tag: Name,
    repository: Repository,
    headSha: Name,
    saidAt: Type.Optional(Type.String()),
    requestedBy: Person,
  }),
  Type.Object({
    kind: Type.Literal('command'),
    command: Type.Enum([...COMMANDS]),
    repository: Repository,
    pullNumber: Id,
    commentId: Id,
    saidAt: Type.Optional(Type.String()),
    requestedBy: Person,
    pullRequestAuthor: Person,
  }),
]);

const stored = Compile(StoredAction);

/** An action as plain JSON. */
export function writeAction(action: AcceptedAction): Type.Static<typeof StoredAction> {
  switch (action.kind) {
    case 'grade-pull-request':
    case 'close-pull-request':
      return {
        ...action,
        pullRequest: { ...action.pullRequest, updatedAt: action.pullRequest.updatedAt.toISOString() },
      };
    case 'take-in-branch':
      return {
        ...action,
        branch: { ...action.branch, updatedAt: action.branch.updatedAt.toISOString() },
      };
    case 'leave-repositories':
      return { ...action, repositoryIds: [...action.repositoryIds] };
    default:
      return action;
  }
}

/** The action again; undefined when another version of Saiten wrote one that is unknown here. */
export function readAction(written: unknown): AcceptedAction | undefined {
  if (!stored.Check(written)) return undefined;

  switch (written.kind) {
    case 'grade-pull-request':
    case 'close-pull-request':
      return {
        ...written,
        pullRequest: { ...written.pullRequest, updatedAt: new Date(written.pullRequest.updatedAt) },
      };
    case 'take-in-branch':
      return { ...written, branch: { ...written.branch, updatedAt: new Date(written.branch.updatedAt) } };
    default:
      return written;
  }
}
