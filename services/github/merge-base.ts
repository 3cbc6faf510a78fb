import { cannotDiff } from './cannot-diff.ts';
import type { Connection } from './connection.ts';
import { readHttpError } from './http-error.ts';

/**
 * The commit from which a pull request with this head went its own way. Only the first page of a comparison lists files, so
 * the second is asked for, which needs no diff
 * (https://docs.github.com/en/rest/commits/commits#compare-two-commits). Where GitHub cannot tell, the commit of the base
 * branch that the pull request names: what the base got since then counts as changed too.
 */
export function readMergeBase(connection: Connection, number: number, headSha: string): Promise<string> {
  return connection.call(`find where pull request #${number} left its base`, async (octokit, at) => {
    const { data: pull } = await octokit.rest.pulls.get({ ...at, pull_number: number });
    try {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...at,
        basehead: `${pull.base.sha}...${headSha}`,
        per_page: 1,
        page: 2,
      });
      return data.merge_base_commit.sha;
    } catch (error) {
      if (readHttpError(error)?.status === 404 || cannotDiff(error)) return pull.base.sha;
      throw error;
    }
  });
}
