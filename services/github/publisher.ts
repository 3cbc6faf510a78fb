import type { CheckRunIdentity, CheckRunState } from './check-runs.ts';
import type { CommentRequest } from './comments.ts';
import type { RepositoryReference } from './github-repository.ts';

export interface CheckPublication extends CheckRunIdentity, CheckRunState {
  repository: RepositoryReference;
  knownCheckRunId?: number;
}

export interface CommentPublication extends CommentRequest {
  repository: RepositoryReference;
}

/** Brings GitHub up to date. Everything may run twice, also at the same time. Failures as in GitHubRepository. */
export interface Publisher {
  /** A check run in App mode; in token mode a commit status, which has no id to remember: `undefined`. */
  publishCheck(check: CheckPublication): Promise<{ checkRunId: number | undefined }>;
  publishComment(comment: CommentPublication): Promise<{ commentId: number }>;
}
