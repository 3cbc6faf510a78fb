import { GHOST } from '../../domain/submissions/ghost.ts';
import type { Connection } from '../client/connection.ts';

/** A pull request as it is now. */
export interface PullRequest {
  number: number;
  headSha: string;
  /** How many files it changes, by GitHub's count. */
  changedFiles: number;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  /** The user `ghost` when the account was deleted. */
  author: { id: number; login: string; isBot: boolean };
  baseRef: string;
  /** Its commit, as the pull request names it. */
  baseSha: string;
  /** `null` when the fork was deleted. */
  headRepositoryId: number | null;
  title: string;
  updatedAt: Date;
  htmlUrl: string;
}

/** Reads a pull request; Failure `not-found` when there is none with this number. */
export function readPullRequest(connection: Connection, number: number): Promise<PullRequest> {
  return connection.call(`read pull request #${number}`, async (octokit, at) => {
    const { data } = await octokit.rest.pulls.get({ ...at, pull_number: number });
    // The published type forgets that a deleted account leaves nobody behind.
    const user = data.user as typeof data.user | null;
    return {
      number: data.number,
      headSha: data.head.sha,
      changedFiles: data.changed_files,
      state: data.state,
      merged: data.merged,
      draft: data.draft ?? false,
      author: {
        id: user?.id ?? GHOST.id,
        login: user?.login ?? GHOST.login,
        isBot: user?.type === 'Bot',
      },
      baseRef: data.base.ref,
      baseSha: data.base.sha,
      // The published type forgets that a deleted fork leaves no repository behind.
      headRepositoryId: (data.head.repo as { id: number } | null)?.id ?? null,
      title: data.title,
      updatedAt: new Date(data.updated_at),
      htmlUrl: data.html_url,
    };
  });
}
