import { cannotDiff } from './cannot-diff.ts';
import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';
import { toChangedFile, type ChangedFile } from './to-changed-file.ts';

/** All that one comparison tells: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_FILES = 300;

/**
 * What changed from one commit to another. `too-many` when GitHub does not tell every file; `unknown` when it does not know
 * both, because one is gone or not there yet; undefined when the first one is no ancestor of the other: it was pushed away by
 * force, and everything counts as changed.
 */
export function listComparedFiles(
  connection: Connection,
  base: string,
  head: string,
): Promise<ChangedFile[] | 'too-many' | 'unknown' | undefined> {
  return connection.call(`compare ${base} with ${head}`, async (octokit, at) => {
    try {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...at,
        basehead: `${base}...${head}`,
      });

      if (data.behind_by > 0) return undefined;
      const files = data.files ?? [];
      if (files.length >= MOST_FILES) return 'too-many';
      return files.map(toChangedFile);
    } catch (error) {
      if (readHttpError(error)?.status === 404) return 'unknown';
      if (cannotDiff(error)) return 'too-many';
      throw error;
    }
  });
}
