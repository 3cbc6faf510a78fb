import type { ChangedFile } from './changed-files.ts';
import type { Connection } from '../client/connection.ts';
import { toWrittenCommit, type WrittenCommit } from './written-commit.ts';

/** A commit with the files that it changes: the first 300, which do to tell whether it touches a folder. */
export interface Commit extends WrittenCommit {
  files: readonly ChangedFile[];
}

/** Reads one commit. */
export function readCommit(connection: Connection, sha: string): Promise<Commit> {
  return connection.call(`read commit ${sha}`, async (octokit, at) => {
    const { data } = await octokit.rest.repos.getCommit({ ...at, ref: sha });
    const files = (data.files ?? []).map(({ filename, previous_filename, status }) => ({
      path: filename,
      status,
      ...(previous_filename === undefined ? {} : { previousPath: previous_filename }),
    }));
    return { ...toWrittenCommit(data), files };
  });
}
