import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { kindEngine, TEST_ENVIRONMENT } from '../support/kind-engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXERCISES = join(ROOT, 'exercises');
const engine = await kindEngine();

const slugs = (await readdir(EXERCISES, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.skipIf(!engine.available)('exercises on a real cluster', () => {
  // Every fixture is graded by `saiten verify --all`, which takes longer than a test run may.
  it.each(slugs)('%s: the solution scores 100', async (slug) => {
    const { exitCode, stdout, stderr } = await execa(
      'node',
      ['bin/saiten.js', 'verify', slug, '--only', 'solution'],
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
