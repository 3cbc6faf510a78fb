import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ListingEntry } from '../../graders/submission/listing/listing-entry.ts';

/** Lists a local folder as Git would: links are named and not followed, `.git` is left out. */
export async function listFolder(folder: string): Promise<ListingEntry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });

  const listed = entries
    .map((entry) => ({ entry, full: join(entry.parentPath, entry.name) }))
    .map(({ entry, full }) => ({ entry, full, path: relative(folder, full).split(sep).join('/') }))
    .filter(({ path }) => path !== '.git' && !path.startsWith('.git/'));

  return Promise.all(
    listed.map(async ({ entry, full, path }): Promise<ListingEntry> => {
      if (entry.isSymbolicLink()) return { path, type: 'symlink', size: 0 };
      if (entry.isDirectory()) return { path, type: 'folder', size: 0 };
      return { path, type: 'file', size: (await lstat(full)).size };
    }),
  );
}
