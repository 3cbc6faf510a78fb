/** A pull request as it is now. */
export interface PullRequest {
  number: number;
  headSha: string;
  state: 'open' | 'closed';
  draft: boolean;
  author: { id: number; login: string };
  baseRef: string;
  /** `null` when the fork was deleted. */
  headRepositoryId: number | null;
  title: string;
  updatedAt: Date;
  htmlUrl: string;
}
