import { stat } from 'node:fs/promises';
import { Failure } from '../domain/failure.ts';

/** Throws a Failure `files-exist` that names the first of these files that is there already. */
export async function requireFreePaths(paths: readonly string[]): Promise<void> {
  for (const path of paths)
    if (await stat(path).catch(() => undefined))
      throw new Failure(
        'configuration',
        'files-exist',
        `${path} exists already and may be in use. Choose another folder, or overwrite it with --force.`,
      );
}
