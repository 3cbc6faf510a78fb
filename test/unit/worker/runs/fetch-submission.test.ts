import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { checkListing } from '../../../../graders/submission/listing/check-listing.ts';
import { kustomizationFiles } from '../../../../graders/submission/kustomize/kustomization-files.ts';
import { readSubmission } from '../../../../graders/submission/read-submission.ts';
import { fetchSubmission, type FetchRules } from '../../../../services/worker/runs/fetch-submission.ts';

const compose = createFindingComposer([loadKitMessages()]);

const definition = {
  submission: { files: [{ path: 'k/', form: 'kustomize', required: true }], kinds: ['v1/Pod'] },
} as ExerciseDefinition;

const rules: FetchRules = {
  kustomizations: (entries) => kustomizationFiles(entries, definition),
  references: async (files) => readSubmission({ files }, definition, compose).references,
  checkListing: (entries, surroundings) => checkListing(entries, definition, compose, surroundings),
  tooManyFiles: () => compose('repository-too-large'),
  noFolder: ({ path, type }) =>
    compose(type === 'symlink' ? 'folder-is-link' : 'folder-is-repository', { path }),
};

type Content = string | Uint8Array | { sub: true } | { link: true };
type Entry = { path: string; type: 'file' | 'folder' | 'symlink' | 'submodule'; size: number; sha: string };

/** A repository whose recursive listings end after `most` entries. */
function repository(files: Record<string, Content>, most = Infinity) {
  const fetched: string[] = [];
  const all = new Map<string, Entry>();

  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/');

    for (let depth = 1; depth < names.length; depth++) {
      const folder = names.slice(0, depth).join('/');
      all.set(folder, { path: folder, type: 'folder', size: 0, sha: `tree:${folder}` });
    }

    const isData = typeof content === 'string' || content instanceof Uint8Array;
    const type = isData ? 'file' : 'sub' in content ? 'submodule' : 'symlink';
    all.set(path, { path, type, size: isData ? content.length : 0, sha: path });
  }

  return {
    fetched,
    async tree(sha: string, { recursive = true }: { recursive?: boolean } = {}) {
      const prefix = sha.startsWith('tree:') ? `${sha.slice(5)}/` : '';

      const below = [...all.values()]
        .filter(({ path }) => path.startsWith(prefix))
        .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }))
        .filter(({ path }) => recursive || !path.includes('/'));

      const truncated = recursive && below.length > most;
      return { entries: truncated ? below.slice(0, most) : below, truncated };
    },
    async blob(sha: string) {
      fetched.push(sha);
      const content = files[sha];
      if (typeof content === 'string') return Buffer.from(content);
      if (content instanceof Uint8Array) return content;
      throw new Error(`no blob ${sha}`);
    },
  };
}

const fetch = (source: ReturnType<typeof repository>, folder = 'work/ex') =>
  fetchSubmission(source, { commitSha: 'head', folder, rules, signal: new AbortController().signal });

const idsOf = (findings: readonly { message: { id: string } }[]) => findings.map(({ message }) => message.id);

const SUBMISSION = {
  'work/ex/k/kustomization.yaml':
    'resources: [web.yaml]\nconfigMapGenerator: [{name: a, files: [text=notes/a.txt], envs: [.env]}]\n',
  'work/ex/k/web.yaml': 'kind: Pod\n',
  'work/ex/k/notes/a.txt': 'a',
  'work/ex/k/.env': 'A=1',
};

const BESIDE = {
  'work/ex/k/memo.txt': Buffer.from([0x83, 0x81]),
  'work/ex/k/unnamed.yaml': 'kind: Pod\n',
  'work/ex/k/.web.yaml.swp': Buffer.from([0]),
};

describe('fetchSubmission', () => {
  it('fetches kustomizations and what they name, and notes the rest', async () => {
    const source = repository({ ...BESIDE, ...SUBMISSION });
    const { files, problems, notes } = await fetch(source);

    expect([...files.keys()].sort()).toEqual([
      'k/.env',
      'k/kustomization.yaml',
      'k/notes/a.txt',
      'k/web.yaml',
    ]);

    expect(source.fetched.sort()).toEqual(Object.keys(SUBMISSION).sort());
    expect([idsOf(problems), idsOf(notes)]).toEqual([[], ['files-not-named', 'files-ignored']]);
  });

  it('does so in a repository with more files than GitHub lists', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`data/${i}`, 'x']));
    const { files, problems } = await fetch(repository({ ...many, ...SUBMISSION }, 6));
    expect([files.size, problems]).toEqual([4, []]);
  });

  it('refuses a folder with more files than GitHub lists', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`work/ex/data/${i}`, 'x']));
    const { files, problems } = await fetch(repository({ ...many, ...SUBMISSION }, 6));
    expect([files.size, idsOf(problems)]).toEqual([0, ['repository-too-large']]);
  });

  it.each<[string, Record<string, Content>, string]>([
    ['a nested repository', { 'work/ex': { sub: true } }, 'folder-is-repository: work/ex'],
    ['a nested repository above it', { work: { sub: true } }, 'folder-is-repository: work'],
    ['a link', { 'work/ex': { link: true } }, 'folder-is-link: work/ex'],
  ])('says that %s is in the place of the folder, whatever is listed', async (_case, odd, expected) => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`data/${i}`, 'x']));

    for (const most of [Infinity, 3]) {
      const { problems } = await fetch(repository({ ...many, ...odd }, most));
      expect(problems.map(({ message }) => `${message.id}: ${message.params?.path}`)).toEqual([expected]);
    }
  });

  it('downloads nothing when the kustomizations alone are too many', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 101 }, (_, i) => [`work/ex/k/${i}/kustomization.yaml`, 'resources: []\n']),
    );

    const source = repository(many);
    const { problems } = await fetch(source);
    expect([source.fetched, idsOf(problems)]).toEqual([[], ['too-many-files']]);
  });
});
