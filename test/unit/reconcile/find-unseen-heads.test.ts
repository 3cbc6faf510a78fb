import { expect, it } from 'vitest';
import { findUnseenHeads } from '../../../services/reconcile/find-unseen-heads.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');

it('queues what was told of and not looked at, once its own job had its time', async () => {
  const asked: unknown[] = [];
  const queued: unknown[] = [];

  const found = await findUnseenHeads({
    pullRequests: {
      async unseen(changed, most) {
        asked.push({ ...changed, most });
        return [
          { repositoryId: 7, number: 3, installationId: 9 },
          { repositoryId: 7, number: 0 },
        ];
      },
    },
    intake: async (message) => void queued.push(message),
    now: () => NOW,
  });

  expect(found).toBe(2);
  expect(asked).toEqual([{ since: new Date(NOW - 604_800_000), before: new Date(NOW - 120_000), most: 200 }]);

  expect(queued).toEqual([
    { v: 1, repositoryId: 7, pullNumber: 3, installationId: 9 },
    { v: 1, repositoryId: 7, pullNumber: 0 },
  ]);
});
