import type { Connection } from '../client/connection.ts';

/**
 * Numbers of the open pull requests that a commit belongs to, whether or not it is their newest
 * (https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit).
 */
export function listPullRequestsWith(connection: Connection, commitSha: string): Promise<number[]> {
  return connection.call('list the pull requests of a commit', async (octokit, at) => {
    const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
      ...at,
      commit_sha: commitSha,
      per_page: 100,
    });

    return data.filter(({ state }) => state === 'open').map(({ number }) => number);
  });
}
