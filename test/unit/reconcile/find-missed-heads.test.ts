import { expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { createFindMissedHeads } from '../../../services/reconcile/find-missed-heads.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const repository = { repositoryId: 7, owner: 'school', name: 'course' };

interface Stored {
  headSha: string;
  draft: boolean;
  state: string;
  takenInHead?: string;
  updatedAt?: Date;
}

function build(given: Stored | undefined) {
  const stored = given && { updatedAt: new Date(0), ...given };
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
