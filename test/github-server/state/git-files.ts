import type { CommitObject, FileMode, GitObjects, TreeEntry, TreeObject } from './git-objects.ts';
import { writeTree } from './git-objects.ts';

export type FileEntry = { mode: FileMode; sha: string };

/** All files under a tree, path to entry. */
export function readFiles(objects: GitObjects, treeSha: string): Map<string, FileEntry> {
  const files = new Map<string, FileEntry>();

  for (const { path, entry } of walkTree(objects, treeSha)) {
    if (entry.mode !== '040000') files.set(path, { mode: entry.mode, sha: entry.sha });
  }

  return files;
}

/** Entries of a tree and of all trees below it, folders before what they contain. */
export function* walkTree(
  objects: GitObjects,
  treeSha: string,
  prefix = '',
): Generator<{ path: string; entry: TreeEntry }> {
  for (const entry of findTree(objects, treeSha)?.entries ?? []) {
    const path = prefix + entry.name;
    yield { path, entry };
    if (entry.mode === '040000') yield* walkTree(objects, entry.sha, `${path}/`);
  }
}

/** Writes the folders that hold these files; answers the root tree's id. */
export function writeFiles(objects: GitObjects, files: ReadonlyMap<string, FileEntry>): string {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<string, FileEntry>>();

  for (const [path, file] of files) {
    const slash = path.indexOf('/');

    if (slash < 0) {
      entries.push({ name: path, ...file });
      continue;
    }

    const folder = folders.get(path.slice(0, slash)) ?? new Map<string, FileEntry>();
    folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), file));
  }

  for (const [name, content] of folders) {
    entries.push({ mode: '040000', name, sha: writeFiles(objects, content) });
  }

  return writeTree(objects, entries);
}

export function findCommit(objects: GitObjects, sha: string): CommitObject | undefined {
  const object = objects.get(sha);
  return object?.type === 'commit' ? object : undefined;
}

export function findTree(objects: GitObjects, sha: string): TreeObject | undefined {
  const object = objects.get(sha);
  return object?.type === 'tree' ? object : undefined;
}
