import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';

/**
 * Who uses the database of a folder: one file each, named by process id and a number of its own. A killed process
 * leaves its file behind; it is not counted and is swept away.
 */
export interface FolderUsers {
  enter(): Promise<void>;
  /** Leaves; returns how many others still use the database. */
  leave(): Promise<number>;
}

/** `name` tells users within one process apart. */
export function createFolderUsers(folder: string, name: string): FolderUsers {
  const users = join(folder, 'users');
  const own = `${process.pid}-${name}`;
  return {
    async enter() {
      await mkdir(users, { recursive: true });
      await writeFile(join(users, own), '');
    },
    async leave() {
      await rm(join(users, own), { force: true });
      let others = 0;

      for (const user of await readdir(users)) {
        if (isProcessAlive(Number.parseInt(user, 10))) others++;
        else await rm(join(users, user), { force: true });
      }

      return others;
    },
  };
}
