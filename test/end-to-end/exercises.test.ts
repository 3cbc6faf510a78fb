import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { kindEngine, TEST_ENVIRONMENT } from '../support/kind-engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXERCISES = join(ROOT, 'exercises');
/** Mistakes graded beside the solution; which ones changes from day to day. `saiten verify --all` grades them all. */
const SAMPLE = 1;

const engine = await kindEngine();
const slugs = (await readdir(EXERCISES, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.skipIf(!engine.available)('exercises on a real cluster', () => {
  it.each(slugs)('%s: the solution scores 100 and a sample of mistakes is caught', async (slug) => {
    const mistakes = (await readdir(join(EXERCISES, slug, 'mistakes'))).sort();
    const day = Math.floor(Date.now() / 86_400_000);
    const sample = Array.from({ length: SAMPLE }, (_, i) => mistakes[(day * SAMPLE + i) % mistakes.length]);
    const only = ['solution', ...new Set(sample.map((name) => `mistakes/${name}`))].join(',');
    const { exitCode, stdout, stderr } = await execa(
      'node',
      ['bin/saiten.js', 'verify', slug, '--only', only],
      {
        cwd: ROOT,
        env: { ...TEST_ENVIRONMENT, SAITEN_CLUSTER_PREFIX: 'verify' },
        reject: false,
      },
    );
    expect({ exitCode, table: exitCode === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({
      exitCode: 0,
      table: '',
    });
  });
});
