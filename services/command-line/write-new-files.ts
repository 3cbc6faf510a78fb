import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { requireFreePaths } from './require-free-paths.ts';

/**
 * Writes files under a folder, which is made if need be, and returns their paths. Throws a Failure `files-exist` before
 * anything is written when one of them is there already, unless told to overwrite.
 *
 * @param files Content by path below the folder.
 */
export async function writeNewFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  { overwrite = false }: { overwrite?: boolean } = {},
): Promise<string[]> {
  const root = resolve(folder);
  const paths = [...files].map(([path, content]) => ({ path: join(root, path), content }));
  if (!overwrite) await requireFreePaths(paths.map(({ path }) => path));

  for (const { path, content } of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  return paths.map(({ path }) => path);
}
