import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../bin/saiten.js', import.meta.url));
const EXERCISES = fileURLToPath(new URL('../../../exercises', import.meta.url));

/** Grades a folder whose files are refused when they are read, so that no cluster is needed. */
async function gradeRefused(...options: string[]) {
  const root = await mkdtemp(join(tmpdir(), 'saiten-grade-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, '02-batch-jobs');
  await mkdir(folder);
  await writeFile(join(folder, 'job.yaml'), 'kind: [\n');
  return execa('node', [PROGRAM, 'grade', folder, ...options], {
    env: {
      PATH: process.env['PATH'] ?? '',
      SAITEN_EXERCISES_FOLDER: EXERCISES,
      SAITEN_DATA_FOLDER: join(root, 'data'),
    },
    extendEnv: false,
    reject: false,
  });
}

it('prints the report alone on standard output, and progress on standard error', async () => {
  const { stdout, stderr, exitCode } = await gradeRefused('--json');
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'failed', score: { earned: 0, possible: 100 } });
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('Grade 02-batch-jobs')]);
});

it('prints the report for people in the language asked for', async () => {
  const { stdout } = await gradeRefused('--language', 'en');
  expect(stdout).toContain('job.yaml:2');
  expect(stdout).not.toMatch(/[ぁ-ん]/);
});
