import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';

/** What GitHub says of a pull request, or of a default branch, at this moment. */
export interface HeadNow {
  headSha: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  author: { id: number; login: string; isBot?: boolean };
  /** Of a branch whose newest push was told: when that was. */
  updatedAt: Date;
  fromFork: boolean;
  /** How many files the pull request changes; 0 for a branch. */
  changedFiles: number;
  /** The commit of the base branch that the pull request names; of a branch none. */
  baseSha?: string;
}

export interface HeadSource {
  pullRequest(number: number): Promise<
    Omit<HeadNow, 'fromFork'> & {
      /** `null` when the fork was deleted. */
      headRepositoryId: number | null;
    }
  >;
  defaultBranch(): Promise<{ headSha: string; pushedAt?: Date }>;
}

/** Asks GitHub. Of a branch the author is who pushed last, which only the event told. */
export async function readHead(source: HeadSource, stored: StoredPullRequest): Promise<HeadNow> {
  if (stored.number !== DEFAULT_BRANCH) {
    const { headRepositoryId, ...now } = await source.pullRequest(stored.number);
    return { ...now, fromFork: headRepositoryId !== stored.repositoryId };
  }

  const { headSha, pushedAt = stored.updatedAt } = await source.defaultBranch();
  return {
    headSha,
    state: 'open',
    merged: false,
    draft: false,
    author: { id: stored.authorId, login: stored.authorLogin },
    updatedAt: headSha === stored.headSha ? stored.updatedAt : pushedAt,
    fromFork: false,
    changedFiles: 0,
  };
}
