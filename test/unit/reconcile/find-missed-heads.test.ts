import { expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { createFindMissedHeads } from '../../../services/reconcile/find-missed-heads.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const repository = { repositoryId: 7, owner: 'school', name: 'course' };

function build(stored: { headSha: string; draft: boolean; state: string; takenInHead?: string } | undefined) {
  const queued: number[] = [];
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
    intake: async ({ pullNumber }) => void queued.push(pullNumber),
    now: () => NOW,
    logger: { warn: () => undefined },
  });
  return { look, queued };
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
])('finds %s, though another repository is gone', async (_name, stored, expected) => {
  const { look, queued } = build(stored);
  await look();
  expect(queued).toEqual(expected);
});
