/** A pull request as GitHub last told us; the repository counts by id because names change. */
export interface PullRequest {
  repositoryId: number;
  number: number;
  owner: string;
  name: string;
  /** Absent in token mode. */
  installationId?: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open' | 'closed';
  draft: boolean;
  /** GitHub's `updated_at`, whole seconds: decides which of two events is newer. */
  updatedAt: Date;
}

/** What is stored: the facts of GitHub and the id of our one comment, once there is one. */
export interface StoredPullRequest extends PullRequest {
  commentId?: number;
}

/** The map from pull request to head commit that forks make necessary, kept from verified events. */
export interface PullRequests {
  /** Writes the facts unless newer ones are stored; on the same second the later call wins. Returns what is stored now. */
  save(pullRequest: PullRequest): Promise<StoredPullRequest>;
  get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
  /** Remembers our comment; `undefined` forgets it (somebody deleted it). */
  setCommentId(repositoryId: number, number: number, commentId: number | undefined): Promise<void>;
  /**
   * Runs `work` while no other process holds the lock of this pull request; waits for its turn. The signal aborts
   * when the database connection that carries the lock is lost: stop writing then.
   */
  withLock<T>(repositoryId: number, number: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}
