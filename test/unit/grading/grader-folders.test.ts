import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraderFolders } from '../../../services/grading/grader-folders.ts';

const OWNER = { host: 'worker-1.school', pid: 10, startedAt: 1000 };
let within: string;

beforeEach(async () => {
  within = await mkdtemp(join(tmpdir(), 'saiten-folders-'));
});

afterEach(() => rm(within, { recursive: true, force: true }));

const folders = (owner = OWNER, alive: number[] = [10]) =>
  createGraderFolders(owner, within, (pid) => alive.includes(pid));

describe('createGraderFolders', () => {
  it('makes a folder for each', async () => {
    const made = [folders().make(), folders().make()];
    expect((await readdir(within)).sort()).toEqual(made.map((path) => basename(path)).sort());
  });

  it.each([
    ['a process that has died', { ...OWNER, pid: 11 }, [10], 0],
    ['a process that is at work', { ...OWNER, pid: 11 }, [10, 11], 1],
    ['this process', OWNER, [10], 1],
    ['an earlier one with the number of this process', { ...OWNER, startedAt: 999 }, [10], 0],
    ['another host', { ...OWNER, host: 'worker-2.school', pid: 11 }, [10], 1],
  ])('sweeps what it should of %s', async (_, owner, alive, left) => {
    await writeFile(join(folders(owner).make(), 'kubeconfig'), 'rights');
    await folders(OWNER, alive).sweep();
    expect(await readdir(within)).toHaveLength(left);
  });

  it('leaves what it did not make', async () => {
    await mkdir(join(within, 'saiten-grader-another'));
    await folders(OWNER, []).sweep();
    expect(await readdir(within)).toEqual(['saiten-grader-another']);
  });

  it('takes a folder for temporary files that cannot be read as it is', async () => {
    await expect(createGraderFolders(OWNER, join(within, 'nothing')).sweep()).resolves.toBeUndefined();
  });
});
