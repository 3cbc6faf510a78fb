import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { isProcessAlive } from './process-alive.ts';

/**
 * Runs `work` while no other process holds the folder's lock file; a lock left by a dead process is taken over.
 * Fails with `infrastructure`/`database-folder-busy` when the lock is not free within a minute.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = join(folder, 'lock');

  for (let tries = 0; !(await take(file)); tries++) {
    if (tries >= 600)
      throw new Failure(
        'infrastructure',
        'database-folder-busy',
        `Expected the database folder ${folder} to become free within a minute, but process ${await holder(file)} ` +
          `still starts or stops the database there. If that process is not Saiten, delete ${file} and start again.`,
      );
    await sleep(100);
  }

  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }

  const pid = await holder(file);
  // An empty file belongs to a process between creating and writing it.
  if (pid !== undefined && !isProcessAlive(pid)) await rm(file, { force: true });
  return false;
}

async function holder(file: string): Promise<number | undefined> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
