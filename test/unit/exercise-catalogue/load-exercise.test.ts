import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exerciseHash } from '../../../services/exercise-catalogue/exercise-hash.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';

const tiny = fileURLToPath(new URL('../../integration/grading/exercises/99-tiny', import.meta.url));

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'saiten-exercise-'));
  folder = join(parent, '99-tiny');
  await cp(tiny, folder, { recursive: true });
});

afterEach(() => rm(parent, { recursive: true, force: true }));

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

describe('loadExercise', () => {
  it('returns definition, catalogues and grader', async () => {
    const exercise = await loadExercise(folder);
    expect(exercise.definition.slug).toBe('99-tiny');
    expect(exercise.graderPath).toBe(join(folder, 'grader.ts'));
    expect(Object.keys(exercise.catalogues[0] ?? {})).toEqual(['wrong-colour']);
  });

  it.each([
    [
      'points that are not 100',
      'points: 40',
      'points: 39',
      'exercise.yaml:14: the points of all checks add up to 99',
    ],
    ['another slug', 'slug: 99-tiny', 'slug: 98-tiny', 'exercise.yaml:1: slug is "98-tiny"'],
    ['an id twice', 'id: colour', 'id: applied', 'exercise.yaml:16: the check id "applied" stands twice'],
    ['a level that does not exist', 'level: L1', 'level: L9', 'exercise.yaml:3: /level'],
    ['broken YAML', 'chapter: 0', 'chapter: [', 'exercise.yaml:'],
    ['a path that leads out', 'path: app.yaml', 'path: ../app.yaml', 'must be a path of its own'],
  ])('says where the file has %s', async (_, from, to, message) => {
    await edit('exercise.yaml', from, to);
    await expect(loadExercise(folder)).rejects.toThrow(message);
  });

  it('names every problem at once', async () => {
    await rm(join(folder, 'grader.ts'));
    await edit('messages.yaml', 'ja:', 'fr:');

    await expect(loadExercise(folder)).rejects.toMatchObject({
      fault: 'configuration',
      code: 'invalid-exercise',
      message: expect.stringMatching(/grader\.ts: is missing[\s\S]*no message catalogue/) as string,
    });
  });
});

describe('exerciseHash', () => {
  it('follows content, not place', async () => {
    expect(await exerciseHash([folder])).toBe(await exerciseHash([tiny]));
    await edit('grader.ts', 'blue', 'green');
    expect(await exerciseHash([folder])).not.toBe(await exerciseHash([tiny]));
  });
});
