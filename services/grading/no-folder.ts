/** What is said of that which is in the place of an exercise folder: ids of messages. */
export const NO_FOLDER = {
  submodule: 'folder-is-repository',
  symlink: 'folder-is-link',
  file: 'folder-is-file',
} as const;
