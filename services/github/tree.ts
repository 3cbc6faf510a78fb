import type { Connection } from './connection.ts';

export type TreeEntryType = 'file' | 'folder' | 'symlink' | 'submodule';

export interface TreeEntry {
  path: string;
  type: TreeEntryType;
  /** Bytes; 0 for what is not a file. */
  size: number;
  /** Of the blob, for `blob`. */
  sha: string;
}

/** Everything in a commit. */
export interface Tree {
  entries: TreeEntry[];
  /** GitHub left entries out (above 100,000 or 7 MB): do not take the list for complete. */
  truncated: boolean;
}

/** File modes of Git: https://docs.github.com/en/rest/git/trees#create-a-tree */
const TYPES: Readonly<Record<string, TreeEntryType>> = {
  '100644': 'file',
  '100755': 'file',
  '040000': 'folder',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** Lists everything in a commit; Failure `not-found` when the commit does not exist. */
export function readTree(connection: Connection, commitSha: string): Promise<Tree> {
  return connection.call(`list the files of commit ${commitSha}`, async (octokit, at) => {
    const { data } = await octokit.rest.git.getTree({ ...at, tree_sha: commitSha, recursive: 'true' });
    const entries = data.tree.flatMap(({ path, mode, size, sha }) => {
      const type = TYPES[mode];
      return type === undefined ? [] : [{ path, type, size: size ?? 0, sha }];
    });
    return { entries, truncated: data.truncated };
  });
}
