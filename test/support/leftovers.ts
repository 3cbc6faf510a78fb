import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { remainsOf } from './remains-of.ts';

/** Names of all that is left of the clusters of a prefix: containers, networks, and folders with their kubeconfigs. */
export async function leftovers({
  prefix,
  dataFolder,
}: {
  prefix: string;
  dataFolder: string;
}): Promise<string[]> {
  const folders = await readdir(join(dataFolder, 'clusters')).catch(() => []);
  return [...(await remainsOf(prefix)), ...folders.map((name) => `folder ${name}`)];
}
