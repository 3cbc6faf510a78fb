import Type from 'typebox';

/** The fields we read of GitHub's webhook payloads; everything else in them may change without us noticing. */
const Id = Type.Integer({ minimum: 1 });
const Sha = Type.String({ pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$' });

const User = Type.Object({
  id: Id,
  login: Type.String({ minLength: 1 }),
  type: Type.Optional(Type.String()),
});

/** `null` where the account was deleted; some events have no sender at all. */
const MaybeUser = Type.Optional(Type.Union([User, Type.Null()]));

const Repository = { id: Id, name: Type.String({ minLength: 1 }) };
const Owner = Type.Object({ login: Type.String({ minLength: 1 }) });

const Context = {
  action: Type.String(),
  repository: Type.Object({ ...Repository, owner: Owner }),
  installation: Type.Optional(Type.Object({ id: Id })),
  sender: MaybeUser,
};

export const PullRequestPayload = Type.Object({
  ...Context,
  pull_request: Type.Object({
    number: Id,
    state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    draft: Type.Optional(Type.Boolean()),
    merged: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
    updated_at: Type.String({
      format: 'date-time',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$',
    }),
    user: MaybeUser,
    head: Type.Object({ sha: Sha }),
  }),
  changes: Type.Optional(Type.Object({ base: Type.Optional(Type.Unknown()) })),
});

export const CheckRunPayload = Type.Object({
  ...Context,
  check_run: Type.Object({
    head_sha: Sha,
    external_id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
  requested_action: Type.Optional(Type.Union([Type.Object({ identifier: Type.String() }), Type.Null()])),
});

export const CheckSuitePayload = Type.Object({
  ...Context,
  check_suite: Type.Object({ head_sha: Sha }),
});

export const IssueCommentPayload = Type.Object({
  ...Context,
  issue: Type.Object({
    number: Id,
    state: Type.String(),
    user: MaybeUser,
    pull_request: Type.Optional(Type.Unknown()),
  }),
  comment: Type.Object({
    id: Id,
    body: Type.String(),
    created_at: Type.Optional(Type.String()),
    user: MaybeUser,
    performed_via_github_app: Type.Optional(Type.Unknown()),
  }),
});

export const PushPayload = Type.Object({
  ...Context,
  action: Type.Optional(Type.String()),
  repository: Type.Object({
    ...Repository,
    /** GitHub's description lets it be missing in this event alone. */
    owner: Type.Union([Owner, Type.Null()]),
    full_name: Type.Optional(Type.String()),
    default_branch: Type.String(),
    /** Seconds since 1970 in this event, a date in others. */
    pushed_at: Type.Optional(Type.Unknown()),
  }),
  ref: Type.String(),
  after: Sha,
  /** Of an annotated tag `after` is the tag, and this its commit. */
  head_commit: Type.Optional(Type.Union([Type.Object({ id: Sha }), Type.Null()])),
  deleted: Type.Boolean(),
});

/** Of `repository`: its new name and owner after a change. */
export const RepositoryPayload = Type.Object(Context);

export const MergeGroupPayload = Type.Object({
  ...Context,
  merge_group: Type.Object({ head_sha: Sha, head_ref: Type.String() }),
});

export const InstallationPayload = Type.Object({
  action: Type.String(),
  installation: Type.Object({ id: Id }),
  repositories_removed: Type.Optional(Type.Array(Type.Object({ id: Id }))),
});

export type MergeGroupPayload = Type.Static<typeof MergeGroupPayload>;
export type PushPayload = Type.Static<typeof PushPayload>;
export type RepositoryPayload = Type.Static<typeof RepositoryPayload>;
export type InstallationPayload = Type.Static<typeof InstallationPayload>;
export type PullRequestPayload = Type.Static<typeof PullRequestPayload>;
export type CheckRunPayload = Type.Static<typeof CheckRunPayload>;
export type CheckSuitePayload = Type.Static<typeof CheckSuitePayload>;
export type IssueCommentPayload = Type.Static<typeof IssueCommentPayload>;
