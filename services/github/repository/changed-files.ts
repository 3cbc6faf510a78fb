import { cannotDiff } from './cannot-diff.ts';
import type { Connection } from '../client/connection.ts';
import { toChangedFile, type ChangedFile } from './to-changed-file.ts';

/** All that GitHub lists: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;

/**
 * Lists the changed files of a pull request with this head, page by page. Undefined when GitHub does not tell them all: the
 * list is as long as it can be or not as long as `expected`, the pull request's own count, or of another head than `headSha`, or
 * GitHub cannot make the diff. What is left out is not compared.
 */
export function listChangedFiles(
  connection: Connection,
  number: number,
  { expected, headSha }: { expected?: number; headSha?: string },
): Promise<ChangedFile[] | undefined> {
  return connection.call(`list the changed files of pull request #${number}`, async (octokit, at) => {
    if (expected !== undefined && expected >= MOST_FILES) return undefined;

    try {
      const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
        ...at,
        pull_number: number,
        per_page: 100,
      });

      const isAll = expected === undefined ? files.length < MOST_FILES : files.length === expected;
      if (!isAll || (headSha !== undefined && !isOf(headSha, files))) return undefined;
      return files.map((file) => ({
        ...toChangedFile(file),
        ...(file.sha === null ? {} : { sha: file.sha }),
      }));
    } catch (error) {
      if (cannotDiff(error)) return undefined;
      throw error;
    }
  });
}

/**
 * Whether a list is that of a head: it is asked for by number, and may come from before a push. Each file that is there names the
 * commit in its address (https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files); where none is, nothing
 * tells.
 */
function isOf(headSha: string, files: readonly { status: string; contents_url: string }[]): boolean {
  const there = files.filter(({ status }) => status !== 'removed');
  if (there.length === 0) return files.length === 0;
  return there.every(({ contents_url }) => contents_url.endsWith(`?ref=${headSha}`));
}
