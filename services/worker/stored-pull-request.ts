/** Which repository: the id counts, owner and name are where it was last seen. */
export interface RepositoryReference {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

/** A pull request as the store knows it. */
export interface StoredPullRequest extends RepositoryReference {
  number: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open' | 'closed';
  draft: boolean;
  updatedAt: Date;
  commentId?: number;
}
