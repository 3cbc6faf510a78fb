import { cannotDiff } from './cannot-diff.ts';
import type { Connection } from './connection.ts';

/** One changed file of a pull request. */
export interface ChangedFile {
  path: string;
  /** Where a renamed file was before. */
  previousPath?: string;
  /** Of its content, where GitHub tells. */
  sha?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
}

/** All that GitHub lists: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;

/**
 * Lists the changed files of a pull request, page by page. Undefined when GitHub does not tell them all: the list is as
 * long as it can be or shorter than `expected`, the pull request's own count, or GitHub cannot make the diff.
 */
export function listChangedFiles(
  connection: Connection,
  number: number,
  expected: number,
): Promise<ChangedFile[] | undefined> {
  return connection.call(`list the changed files of pull request #${number}`, async (octokit, at) => {
    if (expected >= MOST_FILES) return undefined;
    try {
      const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
        ...at,
        pull_number: number,
        per_page: 100,
      });
      if (files.length >= MOST_FILES || files.length < expected) return undefined;
      return files.map(({ filename, previous_filename, status, sha }) => ({
        path: filename,
        ...(sha === null ? {} : { sha }),
        ...(previous_filename === undefined ? {} : { previousPath: previous_filename }),
        status,
      }));
    } catch (error) {
      if (cannotDiff(error)) return undefined;
      throw error;
    }
  });
}
