import { expect, it } from 'vitest';
import { finishStuckChecks } from '../../../services/reconcile/finish-stuck-checks.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');

it.each<[string, string | undefined, number, string[], string?]>([
  ['publishes the check of the commit again', 'graded', 60, ['doubt a'], 'grading'],
  ['leaves the check of a commit that is being graded', 'queued', 60, [], 'grading'],
  ['ends one that belongs to nothing', undefined, 60, ['end 5']],
  ['publishes a finished one again', 'graded', 60, ['publish S']],
  ['leaves one that is being graded', 'grading', 60, []],
  ['leaves a young one', undefined, 1, []],
])('%s', async (_name, state, minutes, expected, name = 'grading / 01') => {
  const done: string[] = [];

  await finishStuckChecks({
    pullRequests: {
      open: async () => [{ repositoryId: 7, owner: 'school', name: 'course', headSha: 'a' }],
    },
    submissions: {
      get: async () => (state === undefined ? undefined : { state }),
      forCommit: async () => (state === undefined ? [] : [{ state }]),
    },
    gradingChecks: { doubt: async (_id, headSha) => void done.push(`doubt ${headSha}`) },
    publications: { wanted: async (id) => void done.push(`publish ${id}`) },
    unfinished: async () => [{ id: 5, name, externalId: 'S', startedAt: new Date(NOW - minutes * 60_000) }],
    giveUp: async (_pull, id) => void done.push(`end ${id}`),
    now: () => NOW,
    patienceMs: 600_000,
  });

  expect(done).toEqual(expected);
});
