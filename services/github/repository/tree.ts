import type { Connection } from '../client/connection.ts';

export type TreeEntryType = 'file' | 'folder' | 'symlink' | 'submodule';

export interface TreeEntry {
  path: string;
  type: TreeEntryType;
  /** Bytes; 0 for what is not a file. */
  size: number;
  /** Of the blob, for `blob`; of a folder, for `tree`. */
  sha: string;
}

/** What is in a commit or a folder. */
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

/**
 * Lists what is in a commit, or in a folder by the `sha` of its entry; everything below it, or with `recursive: false` its
 * own entries only, which are never cut. Failure `not-found` when there is no such commit or folder.
 */
export function readTree(
  connection: Connection,
  sha: string,
  { recursive = true }: { recursive?: boolean } = {},
): Promise<Tree> {
  return connection.call(`list the files of ${sha}`, async (octokit, at) => {
    const { data } = await octokit.rest.git.getTree({
      ...at,
      tree_sha: sha,
      ...(recursive ? { recursive: 'true' } : {}),
    });

    const entries = data.tree.flatMap(({ path, mode, size, sha: own }) => {
      const type = TYPES[mode];
      return type === undefined ? [] : [{ path, type, size: size ?? 0, sha: own }];
    });

    return { entries, truncated: data.truncated };
  });
}
