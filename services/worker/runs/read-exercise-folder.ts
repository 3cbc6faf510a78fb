interface TreeEntry {
  path: string;
  type: 'file' | 'folder' | 'symlink' | 'submodule';
  size: number;
  sha: string;
}

interface Listing {
  entries: readonly TreeEntry[];
  truncated: boolean;
}

export interface FolderSource {
  tree(sha: string, options?: { recursive?: boolean }): Promise<Listing>;
}

/** What is where a folder should be. */
export interface Obstacle {
  /** In the repository. */
  path: string;
  type: 'file' | 'symlink' | 'submodule';
}

export interface ExerciseFolder {
  /** Everything below the folder, paths relative to it. */
  entries: readonly TreeEntry[];
  /** Names of the files beside the folder. */
  above: readonly string[];
  /** Whether GitHub left some of it out. */
  truncated: boolean;
  obstacle?: Obstacle;
}

const NOTHING: ExerciseFolder = { entries: [], above: [], truncated: false };

/**
 * Lists one folder of a commit. One listing does, unless the repository has more files than GitHub lists at once: then
 * folder by folder on the way to it, and the folder itself as a whole.
 */
export async function readExerciseFolder(
  source: FolderSource,
  commitSha: string,
  folder: string,
): Promise<ExerciseFolder> {
  const whole = await source.tree(commitSha);
  if (!whole.truncated || folder === '') return within(whole, folder);
  const names = folder.split('/');
  let sha = commitSha;
  let above: readonly string[] = [];

  for (const [depth, name] of names.entries()) {
    const { entries } = await source.tree(sha, { recursive: false });
    const entry = entries.find(({ path }) => path === name);
    if (entry === undefined) return NOTHING;
    if (entry.type !== 'folder')
      return { ...NOTHING, obstacle: { path: names.slice(0, depth + 1).join('/'), type: entry.type } };
    sha = entry.sha;
    above = filesOf(entries);
  }

  return { ...(await source.tree(sha)), above };
}

function within({ entries, truncated }: Listing, folder: string): ExerciseFolder {
  if (folder === '') return { entries, above: [], truncated };
  const obstacle = entries.find(({ path, type }) => type !== 'folder' && `${folder}/`.startsWith(`${path}/`));
  if (obstacle !== undefined && obstacle.type !== 'folder')
    return { ...NOTHING, obstacle: { path: obstacle.path, type: obstacle.type } };

  const inside = (prefix: string): TreeEntry[] =>
    entries
      .filter(({ path }) => path.startsWith(prefix))
      .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));

  const parent = folder.slice(0, folder.lastIndexOf('/') + 1);
  return { entries: inside(`${folder}/`), above: filesOf(inside(parent)), truncated };
}

function filesOf(entries: readonly TreeEntry[]): string[] {
  return entries.filter(({ path, type }) => type === 'file' && !path.includes('/')).map(({ path }) => path);
}
