import type { Octokit } from '@octokit/rest';
import { GHOST } from '../../domain/submissions/ghost.ts';
import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';

/** An open pull request as a list shows it. */
export interface OpenPullRequest {
  number: number;
  headSha: string;
  draft: boolean;
  author: { id: number; login: string };
  updatedAt: Date;
}

/** What GitHub last answered, by repository id; asking again costs nothing while nothing changed. */
export type OpenPullRequestCache = Map<number, { etag: string; pulls: OpenPullRequest[] }>;

/**
 * Lists the open pull requests of a repository. The first page, newest changes first, is asked for conditionally: a
 * 304 does not count towards the rate limit, and then nothing changed on the other pages either.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function listOpenPullRequests(
  connection: Connection,
  repositoryId: number,
  cache: OpenPullRequestCache,
): Promise<OpenPullRequest[]> {
  return connection.call('list the open pull requests', async (octokit, at) => {
    const known = cache.get(repositoryId);
    const first = await firstPage(octokit, at, known?.etag);
    if (first === 'unchanged') return known?.pulls ?? [];
    const pulls = first.data.map(toOpenPullRequest);

    for (let page = 2; pulls.length === (page - 1) * PER_PAGE; page++) {
      const { data } = await octokit.rest.pulls.list({ ...query(at), page });
      pulls.push(...data.map(toOpenPullRequest));
    }

    if (first.headers.etag !== undefined) cache.set(repositoryId, { etag: first.headers.etag, pulls });
    return pulls;
  });
}

const PER_PAGE = 100;

function query(at: RepositoryLocation) {
  return { ...at, state: 'open', sort: 'updated', direction: 'desc', per_page: PER_PAGE } as const;
}

async function firstPage(octokit: Octokit, at: RepositoryLocation, etag: string | undefined) {
  try {
    return await octokit.rest.pulls.list({
      ...query(at),
      ...(etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
    });
  } catch (error) {
    if (readHttpError(error)?.status === 304) return 'unchanged' as const;
    throw error;
  }
}

interface Listed {
  number: number;
  draft?: boolean;
  updated_at: string;
  user: { id: number; login: string } | null;
  head: { sha: string };
}

function toOpenPullRequest({ number, draft = false, updated_at, user, head }: Listed): OpenPullRequest {
  return {
    ...{ number, draft },
    headSha: head.sha,
    author: user === null ? { ...GHOST } : { id: user.id, login: user.login },
    updatedAt: new Date(updated_at),
  };
}
