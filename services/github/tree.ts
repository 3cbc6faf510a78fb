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
