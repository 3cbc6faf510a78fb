import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders in which grading processes work, one each. What they write there holds rights to a cluster. */
export interface GraderFolders {
  /** Path of a new, empty one. */
  make(): string;
  /** Removes those whose owner died before it could: nobody else will. Never throws. */
  sweep(): Promise<void>;
}

/** A process of a machine or container; numbers are used again, so the start belongs to it. */
export interface FolderOwner {
  host: string;
  pid: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

const NAME = /^saiten-grader-(\d+)\.(\d+)\.(.+)\.[^.]+$/;

/** @param within Folder that holds them; the machine's for temporary files unless told. */
export function createGraderFolders(
  owner: FolderOwner = {
    host: hostname(),
    pid: process.pid,
    startedAt: Math.floor(performance.timeOrigin),
  },
  within = tmpdir(),
  isAlive: (pid: number) => boolean = runs,
): GraderFolders {
  const isLeft = (name: string): boolean => {
    const [, pid, startedAt, host] = NAME.exec(name) ?? [];
    // Of another container that shares the folder nothing is known.
    if (host !== owner.host) return false;
    return Number(pid) === owner.pid ? Number(startedAt) !== owner.startedAt : !isAlive(Number(pid));
  };

  return {
    make: () => mkdtempSync(join(within, `saiten-grader-${owner.pid}.${owner.startedAt}.${owner.host}.`)),
    async sweep() {
      const left = (await readdir(within).catch(() => [])).filter(isLeft);
      const removed = left.map((name) => rm(join(within, name), { recursive: true, force: true }));
      await Promise.allSettled(removed);
    },
  };
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Anything but "no such process" is one that may not be asked.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
