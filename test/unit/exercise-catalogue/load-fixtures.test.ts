import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFixtures } from '../../../services/exercise-catalogue/load-fixtures.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-fixtures-'));
  await write('solution/app.yaml', 'a: 1\n');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

describe('loadFixtures', () => {
  it('finds each kind in a fixed order', async () => {
    await write('cheats/both/expected.yaml', 'score: 10\n');
    await write('mistakes/none/expected.yaml', 'caughtBy: ready\n');
    await write('alternatives/1/app.yaml', 'a: 1\n');
    const found = await loadFixtures(folder);

    expect(found.map(({ name, kind }) => [name, kind])).toEqual([
      ['solution', 'solution'],
      ['alternatives/1', 'alternative'],
      ['mistakes/none', 'mistake'],
      ['cheats/both', 'cheat'],
    ]);
  });

  it.each([
    ['cheats/both', 'checks: {}\n', 'must say how many points the work in the cheat deserves'],
    ['mistakes/none', 'score: 10\n', 'must say which check catches the mistake'],
  ])('refuses %s that says %j', async (name, text, message) => {
    await write(`${name}/expected.yaml`, text);
    await expect(loadFixtures(folder)).rejects.toThrow(message);
  });
});
