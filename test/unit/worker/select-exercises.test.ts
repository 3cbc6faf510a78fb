import { describe, expect, it } from 'vitest';
import { selectExercises } from '../../../services/worker/select-exercises.ts';

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

  it('counts the folder a file was moved out of', () => {
    expect(
      selectExercises([{ path: 'attic/job.yaml', previousPath: '02-batch-jobs/job.yaml' }], { slugs }),
    ).toEqual([{ slug: '02-batch-jobs', folder: '02-batch-jobs' }]);
  });
});
