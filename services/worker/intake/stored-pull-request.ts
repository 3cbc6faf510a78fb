import type { Notice } from '../../domain/submissions/notice.ts';

/** Which repository: the id counts, owner and name are where it was last seen. */
export interface RepositoryReference {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

/** A pull request as the store knows it; the default branch of a repository stands under `DEFAULT_BRANCH`. */
export interface StoredPullRequest extends RepositoryReference {
  number: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open' | 'closed';
  merged?: boolean;
  draft: boolean;
  updatedAt: Date;
  commentId?: number;
  commentHash?: string;
  gradingAllowed: boolean;
  helpWanted: boolean;
  hintsAt?: string;
  notice?: Notice;
}
