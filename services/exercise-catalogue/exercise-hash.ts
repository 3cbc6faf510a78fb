import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A hash over every file of the folders given (an exercise and the kit): equal content, equal hash, wherever the
 * folders lie. Returns 64 hexadecimal digits.
 */
export async function exerciseHash(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');

  for (const [index, folder] of folders.entries()) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });

    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

    for (const file of files.sort()) {
      const content = await readFile(file);
      hash.update(JSON.stringify([index, file.slice(folder.length), content.length]));
      hash.update(content);
    }
  }

  return hash.digest('hex');
}
