import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../services/domain/failure.ts';
import { listFolder } from '../../services/exercise-catalogue/list-folder.ts';

/** The files of a folder as a learner would commit them below `prefix`. */
export async function readFolder(folder: string, prefix: string): Promise<Record<string, Buffer>> {
  const entries = await listFolder(folder).catch((cause: unknown) => {
    throw new Failure(
      'configuration',
      'no-folder',
      `${folder} cannot be read; name the folder that holds the manifests`,
      { cause },
    );
  });

  const files: Record<string, Buffer> = {};

  for (const { path, type } of entries) {
    if (type === 'file' && !path.endsWith('expected.yaml'))
      files[`${prefix}/${path}`] = await readFile(join(folder, path));
  }

  return files;
}
