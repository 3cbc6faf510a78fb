import type { Connection } from '../client/connection.ts';
import { toChangedFile, type ChangedFile } from './to-changed-file.ts';
import { toWrittenCommit, type WrittenCommit } from './written-commit.ts';

/** A commit with the files that it changes: the first 300, which do to tell whether it touches a folder. */
export interface Commit extends WrittenCommit {
  files: readonly ChangedFile[];
}

/** Reads one commit. */
export function readCommit(connection: Connection, sha: string): Promise<Commit> {
  return connection.call(`read commit ${sha}`, async (octokit, at) => {
    const { data } = await octokit.rest.repos.getCommit({ ...at, ref: sha });
    return { ...toWrittenCommit(data), files: (data.files ?? []).map(toChangedFile) };
  });
}
