import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../../../graders/core/load-messages.ts';
import { checkListing } from '../../../../../graders/submission/listing/check-listing.ts';
import type { ListingEntry } from '../../../../../graders/submission/listing/listing-entry.ts';

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

const needsFolder = {
  submission: { files: [{ path: 'v1/', form: 'kustomize', required: true }] },
} as ExerciseDefinition;

const file = (path: string, size = 10): ListingEntry => ({ path, type: 'file', size });
const link = (path: string): ListingEntry => ({ path, type: 'symlink', size: 0 });
const repository = (path: string): ListingEntry => ({ path, type: 'submodule', size: 0 });

function check(entries: readonly ListingEntry[], references: readonly string[] = [], asked = exercise) {
  const { wanted, problems, notes } = checkListing(entries, asked, compose, { references });
  const idsOf = (findings: typeof problems) => findings.map(({ message }) => message.id);
  return { wanted, problems: idsOf(problems), notes: idsOf(notes) };
}

describe('checkListing', () => {
  it('wants the named files only, and notes what it leaves aside', () => {
    const entries = [file('app.yaml'), file('v1/a.yml'), file('v1/run.sh'), file('README.md')];

    expect(check(entries)).toEqual({
      wanted: ['app.yaml', 'v1/a.yml'],
      problems: [],
      notes: ['files-ignored'],
    });
  });

  it('wants of a folder with a kustomization what that names, whatever it is', () => {
    const entries = [
      ...[file('app.yaml'), file('k/kustomization.yaml'), file('k/web.yaml'), file('k/other.yaml')],
      ...[file('k/app.env'), file('k/.secret'), file('k/memo.txt'), file('k/README.md')],
      ...[file('k/over/kustomization.yaml'), file('k/over/patch.yaml'), file('k/over/stray.yaml')],
    ];

    const references = ['k/web.yaml', 'k/app.env', 'k/.secret', 'k/README.md', 'k', 'k/over/patch.yaml'];

    expect(check(entries, references)).toEqual({
      wanted: [
        ...['app.yaml', 'k/.secret', 'k/README.md', 'k/app.env', 'k/kustomization.yaml'],
        ...['k/over/kustomization.yaml', 'k/over/patch.yaml', 'k/web.yaml'],
      ],
      problems: [],
      notes: ['files-not-named', 'files-ignored'],
    });
  });

  it('wants the manifests of a folder that a kustomization names and that has none, for Kustomize to tell', () => {
    const entries = [file('app.yaml'), file('k/over/kustomization.yaml'), file('k/web/a.yaml')];
    expect(check(entries, ['k/web']).wanted).toContain('k/web/a.yaml');
  });

  it.each<[string, string, ListingEntry[]]>([
    ['in a folder of manifests', 'v1/', []],
    ['in a folder for Kustomize', 'k/', []],
    ['beside a kustomization', 'k/', [file('k/kustomization.yaml')]],
    ['beside the manifest', '', []],
  ])('lets what editors and desktops leave behind lie: %s', (_case, folder, others) => {
    const debris = [
      ...[
        '.app.yaml.swp',
        'app.yaml~',
        '#app.yaml#',
        '._app.yaml',
        '.app.yaml',
        'app.yaml.bak',
        'app.yaml.orig',
      ],
      ...['.DS_Store', 'Thumbs.db', 'desktop.ini', '~$memo.docx', 'memo.txt', 'photo.png', 'a.zip', '4913'],
    ].map((name) => file(`${folder}${name}`, 5_000_000));

    const entries = [file('app.yaml'), ...others, ...debris, link(`${folder}.#app.yaml`)];
    const { wanted, problems, notes } = check(entries);
    expect(wanted).toEqual(['app.yaml', ...others.map(({ path }) => path)]);
    expect([problems, notes]).toEqual([[], ['files-ignored']]);
  });

  it('counts what nobody asked for and names a bounded part of it', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => file(`v1/node_modules/${i}.js`, 5_000_000));
    const { wanted, problems, notes } = checkListing([file('app.yaml'), ...many], exercise, compose);
    expect([wanted, problems]).toEqual([['app.yaml'], []]);
    expect(notes[0]?.message.params).toMatchObject({ count: 10_000 });
    expect(String(notes[0]?.message.params?.examples).split(', ')).toHaveLength(5);
    expect(notes[0]?.found?.split('\n').length).toBeLessThanOrEqual(50);
  });

  it.each([
    ['a link', link('v1/a.yaml'), 'symlink-refused'],
    ['a link in the place of a file', link('app.yaml'), 'symlink-refused'],
    ['a link in the place of a folder', link('v1'), 'symlink-refused'],
    ['a nested repository', repository('v1/sub'), 'submodule-refused'],
    ['a nested repository in the place of a folder', repository('k'), 'submodule-refused'],
    ['a way out', file('v1/../../a.yaml'), 'path-refused'],
    ['a large file', file('v1/a.yaml', 5_000_000), 'file-too-large'],
  ] as const)('refuses %s', (_, entry, problem) => {
    const entries = entry.path === 'app.yaml' ? [entry] : [file('app.yaml'), entry];
    expect(check(entries).problems).toEqual([problem]);
  });

  it('refuses a link that a kustomization names, and no other', () => {
    const entries = [file('app.yaml'), file('k/kustomization.yaml'), link('k/a.env'), link('k/b.env')];

    expect(check(entries, ['k/a.env'])).toMatchObject({
      problems: ['symlink-refused'],
      notes: ['files-ignored'],
    });
  });

  it('says once that there are too many files and fetches none', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => file(`v1/${i}.yaml`));

    expect(check([file('app.yaml'), ...many])).toEqual({
      wanted: [],
      problems: ['too-many-files'],
      notes: [],
    });
  });

  it('counts files that a kustomization names', () => {
    const many = Array.from({ length: 101 }, (_, i) => `k/${i}.env`);
    const entries = [file('app.yaml'), file('k/kustomization.yaml'), ...many.map((path) => file(path))];
    expect(check(entries, many)).toMatchObject({ wanted: [], problems: ['too-many-files'] });
  });

  it('adds sizes up', () => {
    const large = Array.from({ length: 6 }, (_, i) => file(`v1/${i}.yaml`, 250_000));

    expect(check([file('app.yaml'), ...large])).toMatchObject({
      wanted: [],
      problems: ['submission-too-large'],
    });
  });

  it.each<[string, ListingEntry[], string, Record<string, string>]>([
    ['nothing', [], 'file-missing', { path: 'app.yaml' }],
    ['a slip of the pen', [file('ap.yaml')], 'file-missing-similar', { nearest: 'ap.yaml' }],
    ['another ending', [file('app.yml')], 'file-missing-similar', { nearest: 'app.yml' }],
    ['capital letters', [file('App.yaml')], 'file-missing-similar', { nearest: 'App.yaml' }],
    ['an ending too many', [file('app.yaml.txt')], 'file-ending-added', { found: 'app.yaml.txt' }],
    ['a doubled ending', [file('app.yaml.yaml')], 'file-ending-added', { found: 'app.yaml.yaml' }],
    ['a folder too deep', [file('answer/app.yaml')], 'file-misplaced', { found: 'answer/app.yaml' }],
    ['a packed file', [file('answer.zip')], 'archive-instead', { found: 'answer.zip' }],
    ['a nested repository', [repository('answer')], 'submodule-refused', { path: 'answer' }],
    ['a file of another part', [file('v1/app.yaml')], 'file-missing', { path: 'app.yaml' }],
  ])('says what is there instead of a required file: %s', (_case, entries, id, params) => {
    const { problems } = checkListing(entries, exercise, compose);
    expect(problems.map(({ message }) => message)).toMatchObject([{ id, params }]);
  });

  it('names a file that lies beside the exercise folder', () => {
    const { problems } = checkListing([], exercise, compose, { above: ['README.md', 'app.yaml'] });
    expect(problems[0]?.message).toMatchObject({ id: 'file-above', params: { found: '../app.yaml' } });
  });

  it.each<[string, ListingEntry[], string, Record<string, string>]>([
    ['nothing', [file('README.md')], 'file-missing', { path: 'v1/' }],
    ['other letters', [{ path: 'V1', type: 'folder', size: 0 }], 'file-missing-similar', { nearest: 'V1/' }],
    ['a folder too deep', [file('answer/v1/a.yaml')], 'file-misplaced', { found: 'answer/v1/' }],
    ['an ending too many', [file('v1/a.yaml.txt')], 'file-ending-added', { path: 'v1/a.yaml' }],
    ['a packed folder', [file('v1.zip')], 'archive-instead', { found: 'v1.zip' }],
    ['a file', [file('v1')], 'folder-is-file', { path: 'v1' }],
    ['a nested repository', [repository('v1')], 'submodule-refused', { path: 'v1' }],
  ])('says what is there instead of a required folder: %s', (_case, entries, id, params) => {
    const { problems } = checkListing(entries, needsFolder, compose);
    expect(problems.map(({ message }) => message)).toMatchObject([{ id, params }]);
  });
});
