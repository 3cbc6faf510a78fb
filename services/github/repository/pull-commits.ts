import type { Connection } from '../client/connection.ts';
import { toWrittenCommit, type WrittenCommit } from './written-commit.ts';

/**
 * The commits of a pull request with who wrote them, oldest first; of more than 250 GitHub lists the first 250
 * (https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request).
 */
export function listPullCommits(connection: Connection, number: number): Promise<WrittenCommit[]> {
  return connection.call(`list the commits of pull request #${number}`, async (octokit, at) => {
    const commits = await octokit.paginate(octokit.rest.pulls.listCommits, {
      ...at,
      pull_number: number,
      per_page: 100,
    });

    return commits.map(toWrittenCommit);
  });
}
