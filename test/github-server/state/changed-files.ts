import type { FileEntry } from './git-files.ts';
import { findCommit, readFiles } from './git-files.ts';
import type { GitObjects } from './git-objects.ts';
import { countChangedLines } from './changed-lines.ts';

export type ChangedFile = {
  path: string;
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** Of the new content; of the old one for removed files. */
  sha: string;
  additions: number;
  deletions: number;
};

/** Files that differ between two commits, by path. A rename is recognised when the content is identical. */
export function changedFiles(
  objects: GitObjects,
  baseCommit: string | undefined,
  headCommit: string,
): ChangedFile[] {
  const before = filesOf(objects, baseCommit);
  const after = filesOf(objects, headCommit);
  const removed = new Map([...before].filter(([path]) => !after.has(path)));
  const changes: ChangedFile[] = [];

  for (const [path, file] of after) {
    const old = before.get(path);

    if (old === undefined) {
      changes.push(
        renamed(path, file, removed) ?? { path, status: 'added', sha: file.sha, ...lines(undefined, file) },
      );
    } else if (old.sha !== file.sha) {
      changes.push({ path, status: 'modified', sha: file.sha, ...lines(old, file) });
    } else if (old.mode !== file.mode) {
      changes.push({ path, status: 'changed', sha: file.sha, additions: 0, deletions: 0 });
    }
  }

  for (const [path, file] of removed) {
    changes.push({ path, status: 'removed', sha: file.sha, ...lines(file, undefined) });
  }

  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));

  function lines(old: FileEntry | undefined, file: FileEntry | undefined) {
    return countChangedLines(text(objects, old), text(objects, file));
  }
}

function renamed(path: string, file: FileEntry, removed: Map<string, FileEntry>): ChangedFile | undefined {
  const source = [...removed].find(([, old]) => old.sha === file.sha && old.mode === file.mode);
  if (source === undefined) return undefined;
  removed.delete(source[0]);
  return { path, previousPath: source[0], status: 'renamed', sha: file.sha, additions: 0, deletions: 0 };
}

function filesOf(objects: GitObjects, commit: string | undefined): Map<string, FileEntry> {
  const found = commit === undefined ? undefined : findCommit(objects, commit);
  return found === undefined ? new Map<string, FileEntry>() : readFiles(objects, found.tree);
}

function text(objects: GitObjects, file: FileEntry | undefined): string {
  const object = file === undefined ? undefined : objects.get(file.sha);
  return object?.type === 'blob' ? object.content.toString() : '';
}
