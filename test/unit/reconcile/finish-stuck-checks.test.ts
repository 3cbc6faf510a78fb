import { expect, it } from 'vitest';
import { finishStuckChecks } from '../../../services/reconcile/finish-stuck-checks.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');

it.each<[string, string | undefined, number, string[]]>([
  ['ends one that belongs to nothing', undefined, 60, ['end 5']],
  ['publishes a finished one again', 'graded', 60, ['publish S']],
  ['leaves one that is being graded', 'grading', 60, []],
  ['leaves a young one', undefined, 1, []],
])('%s', async (_name, state, minutes, expected) => {
  const done: string[] = [];
  await finishStuckChecks({
    pullRequests: {
      open: async () => [{ repositoryId: 7, owner: 'school', name: 'course', headSha: 'a' }],
    },
    submissions: { get: async () => (state === undefined ? undefined : { state }) },
    publications: { wanted: async (id) => void done.push(`publish ${id}`) },
    unfinished: async () => [
      { id: 5, name: 'grading / 01', externalId: 'S', startedAt: new Date(NOW - minutes * 60_000) },
    ],
    giveUp: async (_pull, id) => void done.push(`end ${id}`),
    now: () => NOW,
    patienceMs: 600_000,
  });
  expect(done).toEqual(expected);
});
