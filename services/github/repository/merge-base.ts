import { cannotDiff } from './cannot-diff.ts';
import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';

/**
 * The commit from which a pull request with this head went its own way, by the commit of the base branch that it names. Only
 * the first page of a comparison lists files, so the second is asked for, which needs no diff
 * (https://docs.github.com/en/rest/commits/commits#compare-two-commits). Where GitHub cannot tell, `baseSha`: what the base
 * got since then counts as changed too. Undefined when GitHub knows no way between both, or one of them not (yet).
 */
export function readMergeBase(
  connection: Connection,
  baseSha: string,
  headSha: string,
): Promise<string | undefined> {
  return connection.call(`find where ${headSha} left its base`, async (octokit, at) => {
    try {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...at,
        basehead: `${baseSha}...${headSha}`,
        per_page: 1,
        page: 2,
      });

      return data.merge_base_commit.sha;
    } catch (error) {
      if (readHttpError(error)?.status === 404) return undefined;
      if (cannotDiff(error)) return baseSha;
      throw error;
    }
  });
}
