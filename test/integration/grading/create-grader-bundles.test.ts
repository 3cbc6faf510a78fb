import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraderBundles } from '../../../services/exercise-catalogue/create-grader-bundles.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';

const exercise = await loadExercise(fileURLToPath(new URL('./exercises/99-tiny', import.meta.url)));
const DAY = 24 * 3_600_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-graders-'));
});

afterEach(() => rm(folder, { recursive: true }));

const bundles = (now = Date.now) => createGraderBundles({ folder, now });

describe('createGraderBundles', () => {
  it('puts grader, kit and libraries into one file', async () => {
    const program = await readFile(await bundles().pathFor(exercise), 'utf8');
    const imported = [...program.matchAll(/^import .* from ["']([^"']+)["']/gm)].map(([, from = '']) => from);

    expect(imported.filter((from) => from.startsWith('.') || !/^(node:)?[a-z_/0-9]+$/.test(from))).toEqual(
      [],
    );
  });

  it('puts the messages of exercise and kit into it', async () => {
    const program = await readFile(await bundles().pathFor(exercise), 'utf8');
    const ids = exercise.catalogues.flatMap((catalogue) => Object.keys(catalogue));
    expect(ids.filter((id) => !program.includes(`"${id}"`))).toEqual([]);
  });

  it('makes another program of other messages', async () => {
    const reworded = [{ 'wrong-colour': { text: { en: 'Another.', ja: '別の色。' } } }];
    const other = await bundles().pathFor({ ...exercise, catalogues: reworded });
    expect(other).not.toBe(await bundles().pathFor(exercise));
  });

  it('names the same content the same in another process', async () => {
    expect(await bundles().pathFor(exercise)).toBe(await bundles().pathFor(exercise));
  });

  it('leaves the program, its map and no draft', async () => {
    const program = basename(await bundles().pathFor(exercise));
    expect((await readdir(folder)).sort()).toEqual([program, `${program}.map`]);
  });

  it.each([
    ['removes what nobody asked for in two days', DAY * 2, false],
    ['keeps what another process may still start', DAY / 2, true],
  ])('%s', async (_name, age, stays) => {
    const old = join(folder, '99-tiny-0123456789abcdef.mjs');
    await writeFile(old, '');
    await utimes(old, new Date(Date.now() - age), new Date(Date.now() - age));
    await bundles().pathFor(exercise);
    expect((await readdir(folder)).includes('99-tiny-0123456789abcdef.mjs')).toBe(stays);
  });

  it('names the grader that does not compile, and tries again once it was mended', async () => {
    const graderPath = join(folder, 'grader.ts');
    const broken = { ...exercise, graderPath };
    const made = bundles();
    await writeFile(graderPath, 'export default {');
    await expect(made.pathFor(broken)).rejects.toMatchObject({ fault: 'grader', code: 'grader-invalid' });
    await writeFile(graderPath, 'export default {};');
    await expect(made.pathFor(broken)).resolves.toMatch(/99-tiny/);
  });
});
