import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../../graders/load-messages.ts';
import { checkListing, type ListingEntry } from '../../../../graders/submission/check-listing.ts';

const compose = createFindingComposer([loadKitMessages()]);
const exercise = {
  submission: {
    files: [
      { path: 'app.yaml', form: 'manifests', required: true },
      { path: 'v1/', form: 'manifests' },
      { path: 'k/', form: 'kustomize' },
    ],
  },
} as ExerciseDefinition;
const file = (path: string, size = 10): ListingEntry => ({ path, type: 'file', size });
const check = (...entries: ListingEntry[]) => {
  const { wanted, problems, notes } = checkListing(entries, exercise, compose);
  const idsOf = (findings: typeof problems) => findings.map(({ message }) => message.id);
  return { wanted, problems: idsOf(problems), notes: idsOf(notes) };
};

describe('checkListing', () => {
  it('wants the named files only, and notes what it leaves aside', () => {
    expect(
      check(file('app.yaml'), file('v1/a.yml'), file('k/app.env'), file('v1/run.sh'), file('README.md')),
    ).toEqual({
      wanted: ['app.yaml', 'k/app.env', 'v1/a.yml'],
      problems: [],
      notes: ['files-ignored'],
    });
  });

  it.each([
    ['a link', { path: 'v1/a.yaml', type: 'symlink', size: 0 }, 'symlink-refused'],
    ['a submodule', { path: 'v1/sub', type: 'submodule', size: 0 }, 'submodule-refused'],
    ['a way out', file('v1/../../a.yaml'), 'path-refused'],
    ['a large file', file('v1/a.yaml', 5_000_000), 'file-too-large'],
  ] as const)('refuses %s', (_, entry, problem) => {
    expect(check(file('app.yaml'), entry)).toMatchObject({ wanted: ['app.yaml'], problems: [problem] });
  });

  it('says once that there are too many files and fetches none', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => file(`v1/${i}.yaml`));
    expect(check(file('app.yaml'), ...many)).toEqual({ wanted: [], problems: ['too-many-files'], notes: [] });
  });

  it('adds sizes up', () => {
    const large = Array.from({ length: 6 }, (_, i) => file(`v1/${i}.yaml`, 250_000));
    expect(check(file('app.yaml'), ...large)).toMatchObject({
      wanted: [],
      problems: ['submission-too-large'],
    });
  });

  it.each([
    [[file('ap.yaml')], 'file-missing-similar'],
    [[], 'file-missing'],
  ])('misses a required file, with %o', (entries, problem) => {
    expect(check(...entries).problems).toEqual([problem]);
  });
});
