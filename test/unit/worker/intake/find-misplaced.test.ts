import { describe, expect, it } from 'vitest';
import {
  changedExamples,
  findMisplaced,
  nestedRepositories,
} from '../../../../services/worker/intake/find-misplaced.ts';

const map = {
  slugs: new Set(['02-batch-jobs', '03-config', '04-probes']),
  folders: [{ path: 'week4/probes', exercise: '04-probes' }],
};

const change = (...paths: string[]) => paths.map((path) => ({ path }));

const found = (...paths: string[]) =>
  findMisplaced(change(...paths), map, []).map((place) =>
    place.why === 'nested-repository' ? place.path : `${place.why}: ${place.path} → ${place.expected}`,
  );

describe('findMisplaced', () => {
  it.each([
    ['capital letters', '02-Batch-Jobs'],
    ['underscores', '02_batch_jobs'],
    ['blanks', '02 batch jobs'],
    ['a blank at its end', '02-batch-jobs '],
    ['full-width digits', '０２-batch-jobs'],
    ['full-width everything', '０２－ｂａｔｃｈ－ｊｏｂｓ'],
    ['what an input method writes for a hyphen', '02ーbatchーjobs'],
    ['a long dash', '02–batch–jobs'],
    ['no hyphens', '02BatchJobs'],
    ['a number without its zero', '2-batch-jobs'],
    ['a number with one zero more', '002-batch-jobs'],
  ])('names a folder with %s', (_case, folder) => {
    expect(found(`work/${folder}/job.yaml`)).toEqual([`misnamed: work/${folder} → work/02-batch-jobs`]);
  });

  it('names what the folder of the course should be called', () => {
    expect(found('Week4/Probes/pod.yaml')).toEqual(['misnamed: Week4/Probes → week4/probes']);
  });

  it('names a repository, a link or a file in the place of a misspelt folder', () => {
    expect(found('02-Batch-Jobs')).toEqual(['misnamed: 02-Batch-Jobs → 02-batch-jobs']);
  });

  it.each(['02-batch-jobs.zip', '02-Batch-Jobs.tar.gz', '02-batch-jobs.rar'])(
    'names the archive %s',
    (name) => {
      expect(found(`work/${name}`)).toEqual([`archive: work/${name} → work/02-batch-jobs`]);
    },
  );

  it.each([
    ['something else', '02-batch-notes/a.yaml'],
    ['an archive of something else', 'photos.zip'],
    ['a name that only holds it', 'my-02-batch-jobs-notes/a.yaml'],
  ])('says nothing of %s', (_case, path) => {
    expect(found(path)).toEqual([]);
  });

  it('says nothing of an exercise that was found, or of what was removed', () => {
    const selected = [{ slug: '02-batch-jobs', folder: '02-batch-jobs' }];
    expect(findMisplaced(change('02_batch_jobs/a.yaml'), map, selected)).toEqual([]);
    expect(findMisplaced([{ path: '02_batch_jobs/a.yaml', status: 'removed' }], map, [])).toEqual([]);
  });

  it('names five at most, with a bounded part of the path, in a moment', () => {
    const paths = Array.from({ length: 50_000 }, (_, i) => `${'x'.repeat(400)}/${i}/02_Batch_Jobs/a.yaml`);
    const places = findMisplaced(change(...paths), map, []);
    expect(places.length).toBeLessThanOrEqual(5);
    expect(places[0]?.path.length).toBeLessThanOrEqual(300);
  });
});

describe('changedExamples', () => {
  it.each([
    ['a slip of the pen', '02-bach-jobs/a.yaml', '02-batch-jobs'],
    ['a missing number', 'config/a.yaml', '03-config'],
    ['a file named like the exercise', 'batch_jobs.yaml', '02-batch-jobs'],
    ['nothing like it', 'app.yaml', undefined],
  ])('tells what may have been meant by %s', (_case, path, meant) => {
    expect(changedExamples(change(path), map)).toEqual([{ path, ...(meant === undefined ? {} : { meant }) }]);
  });

  it('names hidden files last', () => {
    const paths = ['.a/1', '.a/2', '.a/3', '.a/4', '.a/5', 'app.yaml'];
    expect(changedExamples(change(...paths), map)[0]).toEqual({ path: 'app.yaml' });
  });
});

describe('nestedRepositories', () => {
  const tree = [{ path: 'work', type: 'submodule' }];

  it('names a repository inside the repository', () => {
    expect(nestedRepositories(change('work'), tree)).toEqual([{ why: 'nested-repository', path: 'work' }]);
  });

  it.each([
    ['it did not change', change('a.md'), tree],
    ['it is a declared submodule', change('work'), [...tree, { path: '.gitmodules', type: 'file' }]],
    ['it is a file', change('work'), [{ path: 'work', type: 'file' }]],
  ])('says nothing when %s', (_case, files, entries) => {
    expect(nestedRepositories(files, entries)).toEqual([]);
  });
});
