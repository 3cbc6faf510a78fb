export type CommitStatusState = 'pending' | 'success' | 'failure' | 'error';

export interface CommitStatus {
  sha: string;
  /** The name that branch protection can require. */
  context: string;
  state: CommitStatusState;
  /** Shown beside the context; cut at 140 characters, GitHub's limit. */
  description: string;
  targetUrl?: string;
}

export interface CommitStatuses {
  /** Sets the status unless it is already so. */
  set(status: CommitStatus): Promise<void>;
}
