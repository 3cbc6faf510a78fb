import type { RequestFault, DeliveryFault } from './rules/fault.ts';

/**
 * What tests and the demo hold after {@link startGitHubServer}: the hands of the people and of time. Everything
 * that the application under test does goes over HTTP; everything that learners, instructors and GitHub itself
 * do goes through this object. Changes of state are immediate, webhooks leave in the background: `await idle()`
 * before asserting on their consequences.
 */
export type GitHubServer = {
  /** Base of the REST API, without a slash at the end: give it to Octokit as `baseUrl`. */
  readonly url: string;
  /** Replaced when somebody registers another App from a manifest. */
  readonly app: AppCredentials;

  /** `bot`: the account of an App, whose login ends in `[bot]`. */
  addUser(login: string, options?: { name?: string; bot?: boolean }): Account;
  /** The account is gone: where GitHub's description allows it there is `null` from now on, elsewhere the user `ghost`. */
  deleteUser(login: string): void;
  addOrganization(login: string): Account;
  /** A personal access token (`ghp_...`) that may do what the user may, but can never write check runs. */
  createPersonalToken(login: string, options?: { scopes?: string[] }): string;

  /** Also installs the App on the owner's account unless `installed: false`. Files become the first commit. */
  addRepository(options: RepositoryOptions): Repository;
  renameRepository(repository: RepositoryReference, name: string): Repository;
  setPermission(repository: RepositoryReference, login: string, permission: RepositoryPermission): void;
  /** Installs the App on all repositories of the account, or on those listed; repeated calls add to the list. */
  install(account: string, options?: InstallOptions): Installation;
  uninstall(account: string): void;
  /** From now on every request for the installation is answered 403, and no event of its repositories is sent. */
  suspend(account: string): void;
  unsuspend(account: string): void;

  /** Makes a commit and moves the branch to it without telling anybody. Answers the commit's SHA-1. */
  commitFiles(repository: RepositoryReference, commit: CommitOptions): string;
  /** As `commitFiles`, then sends `push`, and `pull_request.synchronize` for open pull requests of the branch. */
  push(repository: RepositoryReference, commit: CommitOptions): string;
  /** Replaces the branch's last commit; the old one is gone: checks and statuses on it are refused with 422. */
  forcePush(repository: RepositoryReference, commit: CommitOptions): string;

  /** As `forcePush`, to a commit that is there already. */
  resetBranch(repository: RepositoryReference, to: { branch: string; commit: string; author?: string }): void;

  /** Puts a tag on a commit, or moves it there, and sends `push`. */
  pushTag(repository: RepositoryReference, tag: TagOptions): void;

  openPullRequest(options: PullRequestOptions): PullRequest;
  closePullRequest(repository: RepositoryReference, number: number, options?: { merged?: boolean }): void;
  /**
   * Puts the pull request into the merge queue of its base: a commit of the group on a branch of its own, announced as
   * `merge_group.checks_requested`. Answers that commit's SHA-1.
   */
  queueForMerge(repository: RepositoryReference, number: number): string;
  reopenPullRequest(repository: RepositoryReference, number: number): void;
  editPullRequest(repository: RepositoryReference, number: number, change: PullRequestChange): void;
  setDraft(repository: RepositoryReference, number: number, draft: boolean): void;

  comment(repository: RepositoryReference, number: number, comment: CommentOptions): Comment;
  editComment(repository: RepositoryReference, id: number, body: string): Comment;
  /** The "Re-run" link of one check: sends `check_run.rerequested` and leaves the run as it is. */
  rerequestCheckRun(id: number, options?: { by?: string }): void;
  /** One of the buttons of a check: sends `check_run.requested_action`. */
  requestAction(id: number, identifier: string, options?: { by?: string }): void;
  /** "Re-run all checks" of a commit: sends `check_suite.rerequested`. */
  rerequestCheckSuite(repository: RepositoryReference, sha: string, options?: { by?: string }): void;

  repository(repository: RepositoryReference): Repository;
  pullRequest(repository: RepositoryReference, number: number): PullRequest;
  /** Oldest first. */
  comments(repository: RepositoryReference, number: number): Comment[];
  /** Oldest first, of one commit or of the whole repository. */
  checkRuns(repository: RepositoryReference, sha?: string): CheckRun[];
  /** Oldest first. */
  statuses(repository: RepositoryReference, sha: string): CommitStatus[];

  readonly faults: Faults;
  /** Every mutation that a client made, in order. */
  readonly effects: readonly Effect[];
  /** Every request, in order, whatever its outcome. */
  readonly requests: readonly RequestRecord[];
  /** Our own answers and deliveries that contradict GitHub's description. Must stay empty. */
  readonly violations: readonly Violation[];
  /** Every attempt to deliver a webhook, in order, failed and dropped ones too. */
  readonly deliveries: readonly Delivery[];

  /** Where webhooks go from now on; `null` stops them. Sends `ping`. */
  setWebhook(webhook: WebhookTarget | null): void;
  /** Sends a recorded delivery again under its old guid. */
  redeliver(guid: string): void;
  /** Resolves when no delivery is being sent or waiting. */
  idle(): Promise<void>;
  /** Moves the server's clock; tokens expire and rate limits reset by it. */
  advanceClock(milliseconds: number): void;
  close(): Promise<void>;
};

export type StartOptions = {
  /** Default: any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** Base of the links in answers, where clients reach the server under another name than it listens on. */
  publicUrl?: string;
  /** Milliseconds since the epoch; default the system's clock. */
  clock?: () => number;
  webhook?: WebhookTarget;
  /** The secondary limit on creating content, off unless given. */
  contentLimits?: { perMinute: number; perHour: number };
  app?: { id?: number; slug?: string; name?: string; privateKey?: string; webhookSecret?: string };
};

export type WebhookTarget = {
  url: string;
  secret?: string;
  /** As the settings of the App show it; deliveries are JSON all the same. */
  contentType?: 'json' | 'form';
  insecureSsl?: boolean;
};

export type AppCredentials = {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly slug: string;
  readonly name: string;
  /** Login of the account that writes for the App: `<slug>[bot]`. */
  readonly botLogin: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
};

export type Account = {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
};

/** `owner/name`, or anything that carries a repository's numeric id. */
export type RepositoryReference = string | { readonly id: number };

export type Repository = {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly private: boolean;
};

export type RepositoryOptions = {
  /** Created as a user if unknown. */
  owner: string;
  name: string;
  private?: boolean;
  defaultBranch?: string;
  forkOf?: RepositoryReference;
  installed?: boolean;
  files?: Files;
};

export type RepositoryPermission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export type InstallOptions = {
  repositories?: RepositoryReference[];
  permissions?: Record<string, 'read' | 'write'>;
};

export type Installation = { readonly id: number; readonly account: string };

/** Path to content; `null` removes the path. */
export type Files = Record<string, FileContent>;
export type FileContent = string | Buffer | { symlink: string } | { submodule: string } | null;

export type CommitOptions = {
  /** Default: the repository's default branch. Created if it does not exist. */
  branch?: string;
  /** Default: the branch's tip, else the default branch's tip, else none (a first commit). */
  parent?: string;
  /** Applied on top of the parent's files. */
  files: Files;
  message?: string;
  /** Login; default the repository's owner. */
  author?: string;
};

export type TagOptions = {
  /** Without `refs/tags/`. */
  name: string;
  commit: string;
  /** Login of who pushes it; default the repository's owner. */
  author?: string;
  /** Whether the tag is an object of its own, as `git tag -a` makes it; then the event's `after` is that object. */
  annotated?: boolean;
};

export type PullRequestOptions = {
  repo: RepositoryReference;
  /** A branch of the repository itself, or of a fork. */
  head: string | { repo: RepositoryReference; branch: string };
  /** Default: the default branch. */
  base?: string;
  title: string;
  body?: string;
  /** Login; created as a user if unknown. */
  author: string;
  draft?: boolean;
};

export type PullRequestChange = { title?: string; body?: string; base?: string };

export type PullRequest = {
  readonly number: number;
  readonly repository: Repository;
  readonly headSha: string;
  readonly headRef: string;
  readonly headRepository: Repository;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  readonly draft: boolean;
  readonly title: string;
  readonly author: string;
};

export type CommentOptions = { author: string; body: string };

export type Comment = {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  /** App id when an App wrote it. */
  readonly appId: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly reactions: readonly { readonly content: string; readonly author: string }[];
};

export type CheckRun = {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string | null;
  readonly detailsUrl: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
};

export type Annotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: string;
  readonly title: string | null;
  readonly message: string;
};

export type CommitStatus = {
  readonly id: number;
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly author: string;
};

export type Faults = {
  /** Takes effect with the next matching request or delivery. */
  add(fault: RequestFault | DeliveryFault): FaultHandle;
  clear(): void;
};

export type FaultHandle = {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
};

export type Effect = {
  readonly sequence: number;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  /** OpenAPI operation id, such as `checks/create`. */
  readonly operationId: string;
  /** Login of the bot or user whose token was used; the App's slug for requests signed with its key. */
  readonly actor: string;
  /** `owner/name`, where the operation has one. */
  readonly repository: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly status: number;
  readonly result: unknown;
};

export type RequestRecord = {
  readonly sequence: number;
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** `null` for a path that this server does not serve. */
  readonly operationId: string | null;
  readonly status: number;
  readonly actor: string | null;
};

export type Violation = {
  readonly side: 'response' | 'delivery';
  /** Operation id, or webhook key such as `pull-request-synchronize`. */
  readonly key: string;
  readonly errors: readonly string[];
};

export type Delivery = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  /** Seconds, as GitHub reports it. */
  readonly duration: number;
  /** `OK`, or why not. */
  readonly status: string;
  /** HTTP status of the receiver; 0 when there was no answer. */
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
};
