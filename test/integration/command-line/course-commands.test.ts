import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../bin/saiten.js', import.meta.url));
const EXERCISES = fileURLToPath(new URL('../../../exercises', import.meta.url));

async function emptyFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'saiten-course-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function course(...args: string[]) {
  const { exitCode, all } = await execa('node', [PROGRAM, 'course', ...args], {
    env: { PATH: process.env['PATH'] ?? '', SAITEN_EXERCISES_FOLDER: EXERCISES },
    extendEnv: false,
    reject: false,
    all: true,
  });

  return { exitCode, said: all };
}

/** Replaces a text in the course file of a folder. */
async function edit(folder: string, from: string, to: string) {
  const file = join(folder, '.saiten/course.yaml');
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

describe('saiten course', () => {
  it('writes a course of which the check approves', async () => {
    const folder = await emptyFolder();
    expect(await course('init', folder)).toMatchObject({ exitCode: 0 });
    expect(await course('check', folder)).toEqual({ exitCode: 0, said: 'The course can be used.' });
  });

  it.each([
    [
      'a value',
      'drafts: ignore',
      'drafts: maybe',
      /course\.yaml:\d+: `drafts`: expected ignore or grade, found "maybe"/,
    ],
    [
      'an exercise',
      'name: 02-batch-jobs',
      'name: 02-bach-jobs',
      /course\.yaml:\d+: There is no exercise `02-bach-jobs`/,
    ],
    ['a key', 'drafts:', 'draft:', /course\.yaml:\d+: `draft` is not known here/],
  ])('names the line of %s that is wrong', async (_, from, to, words) => {
    const folder = await emptyFolder();
    await course('init', folder);
    await edit(folder, from, to);
    const { exitCode, said } = await course('check', folder);
    expect([exitCode, words.test(said)]).toEqual([1, true]);
  });

  it('misses the roster that a course with enrolment needs', async () => {
    const folder = await emptyFolder();
    await course('init', folder);
    await edit(folder, 'roster: open', 'roster: enrolled');
    await rm(join(folder, '.saiten/roster.yaml'));
    expect((await course('check', folder)).said).toContain('.saiten/roster.yaml:1: The file is missing');
  });

  it.each([['init'], ['template']])('overwrites nothing with %s unless told to', async (command) => {
    const folder = await emptyFolder();
    await course(command, folder);
    const before = await readdir(folder, { recursive: true });
    const { exitCode, said } = await course(command, folder);
    expect([exitCode, said]).toEqual([2, expect.stringContaining('exists already')]);
    expect(await course(command, folder, '--force')).toMatchObject({ exitCode: 0 });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('writes the task and the starter of the exercises that are asked for', async () => {
    const folder = await emptyFolder();
    await course('template', folder, '--exercise', '02-batch-jobs');
    expect((await readdir(folder)).sort()).toEqual(['02-batch-jobs', 'README.md']);

    expect((await readdir(join(folder, '02-batch-jobs'))).sort()).toEqual([
      'README.ja.md',
      'README.md',
      'cron.yaml',
      'given',
      'job.yaml',
    ]);
  });

  it('names the exercises there are when one is unknown', async () => {
    const { exitCode, said } = await course('template', await emptyFolder(), '--exercise', 'nope');
    expect([exitCode, said]).toEqual([2, expect.stringContaining('there are: 01-objects-and-kubectl')]);
  });
});
