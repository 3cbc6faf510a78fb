import type { Connection } from './connection.ts';

/** One changed file of a pull request. */
export interface ChangedFile {
  path: string;
  /** Where a renamed file was before. */
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
}

const LIMIT = 3000;

/** Lists the changed files of a pull request, page by page; GitHub tells at most the first 3,000. */
export function listChangedFiles(connection: Connection, number: number): Promise<ChangedFile[]> {
  return connection.call(`list the changed files of pull request #${number}`, async (octokit, at) => {
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
      ...at,
      pull_number: number,
      per_page: 100,
    });
    return files.slice(0, LIMIT).map(({ filename, previous_filename, status }) => ({
      path: filename,
      ...(previous_filename === undefined ? {} : { previousPath: previous_filename }),
      status,
    }));
  });
}
