import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../domain/failure.ts';

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
  for (const { path } of paths)
    if (!overwrite && (await stat(path).catch(() => undefined)))
      throw new Failure(
        'configuration',
        'files-exist',
        `${path} exists already. Choose another folder, or overwrite it with --force.`,
      );
  for (const { path, content } of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return paths.map(({ path }) => path);
}
