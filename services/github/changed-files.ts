/** One changed file of a pull request. */
export interface ChangedFile {
  path: string;
  /** Where a renamed file was before. */
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
}
