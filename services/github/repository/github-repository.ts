import type { ChangedFile } from './to-changed-file.ts';
import type { CheckRuns } from '../publishing/check-runs.ts';
import type { Comments } from '../publishing/comments.ts';
import type { Commit } from './commit.ts';
import type { CommitStatuses } from '../publishing/commit-statuses.ts';
import type { Branch } from './default-branch.ts';
import type { OpenPullRequest } from './open-pull-requests.ts';
import type { Permission } from './permission.ts';
import type { PullRequest } from './pull-request.ts';
import type { Reactions } from './reactions.ts';
import type { Tree } from './tree.ts';
import type { WrittenCommit } from './written-commit.ts';

/**
 * What we ask of one repository. Every verb fails with a Failure:
 * `rate-limited` (infrastructure, `facts.retryAfterSeconds`), `github-unavailable` (infrastructure),
 * `github-credentials` and `github-permission` (configuration), `not-found` (configuration),
 * `commit-gone` (cancelled), `github-refused` (infrastructure).
 */
export interface GitHubRepository {
  pullRequest(number: number): Promise<PullRequest>;
  /** Those that are open now; costs nothing while nothing changed. */
  openPullRequests(): Promise<OpenPullRequest[]>;
  /** Numbers of the open ones that a commit belongs to, whether or not it is their newest. */
  pullRequestsWith(commitSha: string): Promise<number[]>;
  /** The commits of a pull request, oldest first, at most 250. */
  commitsOf(number: number): Promise<WrittenCommit[]>;
  /** The newest commits that lead to this one, itself first, at most 100. */
  commitsBefore(sha: string): Promise<WrittenCommit[]>;
  commit(sha: string): Promise<Commit>;
  /** Undefined when GitHub does not tell all of the `expected` files of this head. */
  changedFiles(
    number: number,
    of: { expected?: number; headSha?: string },
  ): Promise<ChangedFile[] | undefined>;
  /** The commit from which a head went its own way; undefined when GitHub does not know it. */
  mergeBase(baseSha: string, headSha: string): Promise<string | undefined>;
  defaultBranch(): Promise<Branch>;
  /**
   * What changed between two commits; `too-many` to be told, `unknown` when GitHub does not know both, undefined when
   * everything must count as changed.
   */
  comparedFiles(base: string, head: string): Promise<ChangedFile[] | 'too-many' | 'unknown' | undefined>;
  /** All entries below a commit's root or a folder; its own ones only with `recursive: false`. */
  tree(sha: string, options?: { recursive?: boolean }): Promise<Tree>;
  /** The bytes; Failure `blob-too-large` (learner) above `maxBytes`, default 1 MiB. */
  blob(sha: string, options?: { maxBytes?: number }): Promise<Uint8Array>;
  /** What a person may do here; `none` for strangers. */
  permission(login: string): Promise<Permission>;
  readonly checkRuns: CheckRuns;
  readonly comments: Comments;
  readonly commitStatuses: CommitStatuses;
  readonly reactions: Reactions;
}
