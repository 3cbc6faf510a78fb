import type { ChangedFile } from './select-exercises.ts';

interface TreeEntry {
  path: string;
  type: 'file' | 'folder' | 'symlink' | 'submodule';
  sha: string;
}

interface Listing {
  entries: readonly TreeEntry[];
  truncated: boolean;
}

export interface TreeSource {
  tree(sha: string, options?: { recursive?: boolean }): Promise<Listing>;
}

export interface Changes {
  files: readonly ChangedFile[];
  /** Whether these are all. */
  complete: boolean;
}

/** A folder on both sides; undefined where it does not exist. */
interface Pair {
  path: string;
  base: string | undefined;
  head: string | undefined;
}

/** Listings that one comparison may cost: beyond that, what was found so far must do. */
const MOST_LISTINGS = 60;
/** Both sides as a whole, and once more without what is below. */
const LISTINGS_OF_A_PAIR = 4;
const EMPTY: Listing = { entries: [], truncated: false };

/**
 * Finds the files that differ between two commits, by their trees and without a diff: for what GitHub cannot list or compare.
 * Two listings do, unless GitHub cuts them short; then it goes folder by folder, those that `isWanted` first, the outer
 * before the inner ones; folders that are the same, and hidden ones, are passed over. Without a `base` every file counts. A
 * file that was renamed shows as two.
 */
export async function changesByTrees(
  source: TreeSource,
  {
    base,
    head,
    isWanted,
  }: { base?: string | undefined; head: string; isWanted: (folder: string) => boolean },
): Promise<Changes> {
  const files: ChangedFile[] = [];
  const wanted: Pair[] = [];
  const others: Pair[] = [{ path: '', base, head }];
  let listings = 0;

  const list = async (sha: string | undefined, recursive: boolean): Promise<Listing> => {
    if (sha === undefined) return EMPTY;
    listings++;
    return source.tree(sha, { recursive });
  };

  const listBoth = async (pair: Pair, recursive: boolean): Promise<readonly [Listing, Listing]> => [
    await list(pair.base, recursive),
    await list(pair.head, recursive),
  ];

  for (let pair = others.shift(); pair !== undefined; pair = wanted.shift() ?? others.shift()) {
    if (listings + LISTINGS_OF_A_PAIR > MOST_LISTINGS) return { files, complete: false };
    const whole = await listBoth(pair, true);
    const isCut = whole.some(({ truncated }) => truncated);
    const [before, after] = isCut ? await listBoth(pair, false) : whole;

    for (const { name, old, now } of differences(before, after)) {
      const path = pair.path === '' ? name : `${pair.path}/${name}`;
      if (isFile(old) || isFile(now)) files.push(isFile(now) ? { path } : { path, status: 'removed' });
      if (isCut && (old?.type === 'folder' || now?.type === 'folder') && !name.startsWith('.'))
        (isWanted(path) ? wanted : others).push({ path, base: shaOfFolder(old), head: shaOfFolder(now) });
    }
  }

  return { files, complete: true };
}

interface Difference {
  name: string;
  old: TreeEntry | undefined;
  now: TreeEntry | undefined;
}

function differences(before: Listing, after: Listing): Difference[] {
  const olds = new Map(before.entries.map((entry) => [entry.path, entry]));
  const nows = new Map(after.entries.map((entry) => [entry.path, entry]));
  return [...new Set([...olds.keys(), ...nows.keys()])]
    .map((name) => ({ name, old: olds.get(name), now: nows.get(name) }))
    .filter(({ old, now }) => old?.type !== now?.type || old?.sha !== now?.sha);
}

function isFile(entry: TreeEntry | undefined): boolean {
  return entry !== undefined && entry.type !== 'folder';
}

function shaOfFolder(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === 'folder' ? entry.sha : undefined;
}
