/** One entry below the exercise folder, as Git or a file system lists it. */
export interface ListingEntry {
  /** Relative to the exercise folder. */
  path: string;
  type: 'file' | 'symlink' | 'submodule' | 'folder';
  /** Bytes; 0 for what is no file. */
  size: number;
}
