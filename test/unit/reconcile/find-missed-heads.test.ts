import { expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { createFindMissedHeads } from '../../../services/reconcile/find-missed-heads.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const repository = { repositoryId: 7, owner: 'school', name: 'course' };

const of = { authorId: 1, authorLogin: 'hanako', updatedAt: new Date(NOW - 900_000) };

interface Stored {
  headSha: string;
  draft: boolean;
  state: string;
  takenInHead?: string;
  updatedAt?: Date;
}

function build(given: Stored | undefined) {
  const stored = given && { ...of, updatedAt: new Date(0), ...given };
  const queued: number[] = [];
  const heard: string[] = [];

  const look = createFindMissedHeads({
    repositories: async () => [{ ...repository, repositoryId: 6 }, repository],
    openPullRequests: async ({ repositoryId }) => {
      if (repositoryId === 6) throw new Failure('configuration', 'not-found', 'gone');
      const author = { id: 1, login: 'hanako' };
      return [
        { number: 3, headSha: 'new', draft: false, author, updatedAt: new Date(NOW - 600_000) },
        { number: 4, headSha: 'fresh', draft: false, author, updatedAt: new Date(NOW - 1000) },
      ];
    },
    isGradedByPush: async () => false,
    defaultBranch: async () => ({ headSha: 'main' }),
    authorOf: async () => undefined,
    pullRequests: { get: async () => stored, save: async () => undefined },
    heads: { hear: async (heads) => void heard.push(...heads.map(({ headSha }) => headSha)) },
    intake: async ({ pullNumber }) => void queued.push(pullNumber),
    now: () => NOW,
    logger: { warn: () => undefined },
  });

  return { look, queued, heard };
}

it.each<[string, Parameters<typeof build>[0], number[]]>([
  ['a pull request nobody knows', undefined, [3]],
  ['a head nobody took in', { headSha: 'new', draft: false, state: 'open', takenInHead: 'old' }, [3]],
  ['one that is no draft any more', { headSha: 'new', draft: true, state: 'open', takenInHead: 'new' }, [3]],
  [
    'nothing where the head was taken in',
    { headSha: 'new', draft: false, state: 'open', takenInHead: 'new' },
    [],
  ],
  [
    'nothing in a list that is older than what is known',
    { headSha: 'newer', draft: false, state: 'open', takenInHead: 'newer', updatedAt: new Date(NOW) },
    [],
  ],
])('finds %s, though another repository is gone', async (_name, stored, expected) => {
  const { look, queued, heard } = build(stored);
  await look();
  expect(queued).toEqual(expected);
  expect(heard).toEqual(expected.map(() => 'new'));
});

interface Branch {
  stored?: { headSha: string; takenInHead?: string };
  /** Seconds ago; the event that is stored came 900 seconds ago. */
  pushed?: number;
  author?: { id: number; login: string };
}

async function lookAtBranch({ stored, pushed = 600, author }: Branch) {
  const seen = { asked: 0, saved: [] as string[], queued: [] as number[] };
  const pushedAt = new Date(NOW - pushed * 1000);

  await createFindMissedHeads({
    repositories: async () => [{ ...repository, pushedAt }],
    openPullRequests: async () => [],
    isGradedByPush: async () => true,
    async defaultBranch() {
      seen.asked++;
      return { headSha: 'new', pushedAt };
    },
    authorOf: async () => author,
    heads: { hear: async () => undefined },
    pullRequests: {
      get: async () => stored && { ...of, draft: false, state: 'open', ...stored },
      save: async ({ headSha, authorLogin }) => void seen.saved.push(`${headSha} ${authorLogin}`),
    },
    intake: async ({ pullNumber }) => void seen.queued.push(pullNumber),
    now: () => NOW,
    logger: { warn: () => undefined },
  })();

  return seen;
}

const OLD = { headSha: 'old', takenInHead: 'old' };

it.each<[string, Branch, Partial<Awaited<ReturnType<typeof lookAtBranch>>>]>([
  [
    'whose author is known',
    { stored: OLD, author: { id: 2, login: 'taro' } },
    { saved: ['new taro'], queued: [0] },
  ],
  [
    'of an unknown author, which is whoever pushed before',
    { stored: OLD },
    { saved: ['new hanako'], queued: [0] },
  ],
  ['of a repository never heard of', {}, { saved: ['new ghost'], queued: [0] }],
  [
    'that was announced and never looked at',
    { stored: { headSha: 'new' } },
    { saved: ['new hanako'], queued: [0] },
  ],
  ['unless it was taken in', { stored: { headSha: 'new', takenInHead: 'new' } }, { asked: 1, queued: [] }],
  ['unless it came just now', { stored: OLD, pushed: 60 }, { queued: [] }],
  [
    'without a request where nothing was pushed since',
    { stored: OLD, pushed: 900 },
    { asked: 0, queued: [] },
  ],
])('finds the head of a branch that is graded by push, %s', async (_case, branch, expected) => {
  expect(await lookAtBranch(branch)).toMatchObject(expected);
});
