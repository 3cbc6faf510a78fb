/** One changed file of a pull request, a comparison or a commit. */
export interface ChangedFile {
  path: string;
  /** Where a renamed file was before. */
  previousPath?: string;
  /** Of its content, where GitHub tells. */
  sha?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
}

interface Listed {
  filename: string;
  previous_filename?: string;
  status: ChangedFile['status'];
}

/** A file as GitHub lists it for a pull request, a comparison or a commit. */
export function toChangedFile({ filename, previous_filename, status }: Listed): ChangedFile {
  return {
    path: filename,
    ...(previous_filename === undefined ? {} : { previousPath: previous_filename }),
    status,
  };
}
