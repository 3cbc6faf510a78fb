import { describe, expect, it } from 'vitest';
import {
  selectExercises,
  touchedNotes,
  touchesWork,
} from '../../../../services/worker/intake/select-exercises.ts';

const slugs = new Set(['02-batch-jobs', '06-config-reload']);
const change = (...paths: string[]) => paths.map((path) => ({ path }));

describe('selectExercises', () => {
  it.each([
    ['at the root', change('02-batch-jobs/job.yaml'), [['02-batch-jobs', '02-batch-jobs']]],
    [
      'in a folder',
      change('exercises/02-batch-jobs/job.yaml'),
      [['02-batch-jobs', 'exercises/02-batch-jobs']],
    ],
    [
      'deep below it',
      change('a/06-config-reload/v1/base/app.yaml'),
      [['06-config-reload', 'a/06-config-reload']],
    ],
    [
      'two at once, by slug',
      change('06-config-reload/x.yaml', '02-batch-jobs/y.yaml'),
      [
        ['02-batch-jobs', '02-batch-jobs'],
        ['06-config-reload', '06-config-reload'],
      ],
    ],
    [
      'the deepest of nested ones',
      change('02-batch-jobs/06-config-reload/x.yaml'),
      [['06-config-reload', '02-batch-jobs/06-config-reload']],
    ],
    [
      'the fuller of two copies',
      change('old/02-batch-jobs/a.yaml', 'new/02-batch-jobs/a.yaml', 'new/02-batch-jobs/b.yaml'),
      [['02-batch-jobs', 'new/02-batch-jobs']],
    ],
    [
      'where something else is in the place of the folder',
      change('work/02-batch-jobs'),
      [['02-batch-jobs', 'work/02-batch-jobs']],
    ],
    [
      'in a folder of an exercise that holds a file named like another',
      change('02-batch-jobs/06-config-reload'),
      [['02-batch-jobs', '02-batch-jobs']],
    ],
    ['nothing of ours', change('README.md', 'notes/02-batch-jobs-ideas/x.yaml'), []],
  ])('finds exercises %s', (_case, files, expected) => {
    expect(selectExercises(files, { slugs }).map(({ slug, folder }) => [slug, folder])).toEqual(expected);
  });

  it.each([
    ['renamed', [{ path: 'work/02-batch-jobs/a.yaml', previousPath: '02-batch-jobs/a.yaml' }]],
    [
      'removed and added',
      [
        { path: '02-batch-jobs/a.yaml', status: 'removed' },
        { path: '02-batch-jobs/b.yaml', status: 'removed' },
        { path: 'work/02-batch-jobs/a.yaml', status: 'added' },
      ],
    ],
  ])('grades a folder where its files are, and not where they were: %s', (_case, files) => {
    expect(selectExercises(files, { slugs })).toEqual([
      { slug: '02-batch-jobs', folder: 'work/02-batch-jobs' },
    ]);
  });

  it('passes over notes, and tells them', () => {
    const files = change('alice/02-batch-jobs/notes.md', 'README.md', '06-config-reload/v1/.keep');
    expect(selectExercises(files, { slugs })).toEqual([]);

    expect(touchedNotes(files, { slugs })).toEqual([
      { path: 'alice/02-batch-jobs/notes.md', exercise: '02-batch-jobs' },
      { path: '06-config-reload/v1/.keep', exercise: '06-config-reload' },
    ]);
  });

  it('counts notes as touched where a manifest was put beside the folder', () => {
    const files = change('work/02-batch-jobs/notes.md', 'work/job.yaml');

    expect(selectExercises(files, { slugs })).toEqual([
      { slug: '02-batch-jobs', folder: 'work/02-batch-jobs' },
    ]);

    expect(selectExercises(change('work/02-batch-jobs/notes.md', 'job.yaml'), { slugs })).toEqual([]);
  });

  it('counts work that was removed', () => {
    const files = [{ path: '02-batch-jobs/job.yaml', status: 'removed' }];
    expect(selectExercises(files, { slugs })).toHaveLength(1);
  });

  it('names the further folders of an exercise', () => {
    const files = change('alice/02-batch-jobs/a.yaml', 'bob/02-batch-jobs/a.yaml');

    expect(selectExercises(files, { slugs })).toEqual([
      { slug: '02-batch-jobs', folder: 'alice/02-batch-jobs', otherFolders: ['bob/02-batch-jobs'] },
    ]);
  });

  it.each([
    ['in it', 'a/02-batch-jobs/job.yaml', true],
    ['a note in it', 'a/02-batch-jobs/job.md', false],
    ['in one with a longer name', 'a/02-batch-jobs-2/job.yaml', false],
  ])('tells of a folder whether a file is work %s', (_case, path, expected) => {
    expect(touchesWork([{ path }], 'a/02-batch-jobs')).toBe(expected);
  });

  it('counts the folder a file was moved out of', () => {
    expect(
      selectExercises([{ path: 'attic/job.yaml', previousPath: '02-batch-jobs/job.yaml' }], { slugs }),
    ).toEqual([{ slug: '02-batch-jobs', folder: '02-batch-jobs' }]);
  });
});
