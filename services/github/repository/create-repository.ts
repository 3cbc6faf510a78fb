import { readBlob } from './blob.ts';
import { listChangedFiles } from './changed-files.ts';
import { createCheckRuns } from '../publishing/check-runs.ts';
import { createComments } from '../publishing/comments.ts';
import { readCommit } from './commit.ts';
import { createCommitStatuses } from '../publishing/commit-statuses.ts';
import { listComparedFiles } from './compared-files.ts';
import type { Connection } from '../client/connection.ts';
import { readDefaultBranch } from './default-branch.ts';
import type { GitHubRepository } from './github-repository.ts';
import { listOpenPullRequests, type OpenPullRequestCache } from './open-pull-requests.ts';
import { readMergeBase } from './merge-base.ts';
import { listNewestCommits } from './newest-commits.ts';
import type { Ownership } from '../client/ownership.ts';
import { readPermission } from './permission.ts';
import { listPullCommits } from './pull-commits.ts';
import { readPullRequest } from './pull-request.ts';
import { createReactions } from './reactions.ts';
import { listPullRequestsWith } from './pull-requests-with.ts';
import { readTree } from './tree.ts';
import type { KeyedMutex } from '../limits/keyed-mutex.ts';

/** Puts the verbs of one repository together. */
export function createRepository(needs: {
  connection: Connection;
  repositoryId: number;
  ownership: Ownership;
  inTurn: KeyedMutex;
  openPullRequests: OpenPullRequestCache;
  /** Absent in token mode. */
  appId: number | undefined;
}): GitHubRepository {
  const { connection, repositoryId, ownership, appId } = needs;
  const inTurn: KeyedMutex = (key, work) => needs.inTurn(`${repositoryId}/${key}`, work);
  return {
    pullRequest: (number) => readPullRequest(connection, number),
    openPullRequests: () => listOpenPullRequests(connection, repositoryId, needs.openPullRequests),
    pullRequestsWith: (commitSha) => listPullRequestsWith(connection, commitSha),
    commitsOf: (number) => listPullCommits(connection, number),
    commitsBefore: (sha) => listNewestCommits(connection, sha),
    commit: (sha) => readCommit(connection, sha),
    changedFiles: (number, of) => listChangedFiles(connection, number, of),
    mergeBase: (baseSha, headSha) => readMergeBase(connection, baseSha, headSha),
    defaultBranch: () => readDefaultBranch(connection),
    comparedFiles: (base, head) => listComparedFiles(connection, base, head),
    tree: (sha, options) => readTree(connection, sha, options),
    blob: (sha, options) => readBlob(connection, sha, options),
    permission: (login) => readPermission(connection, login),
    checkRuns: createCheckRuns({ connection, inTurn, appId }),
    comments: createComments({ connection, ownership, inTurn }),
    commitStatuses: createCommitStatuses({ connection, inTurn }),
    reactions: createReactions(connection),
  };
}
