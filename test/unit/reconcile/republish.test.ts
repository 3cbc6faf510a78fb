import { expect, it } from 'vitest';
import { republish } from '../../../services/reconcile/republish.ts';

it('queues each pull request once, however many results wait', async () => {
  const queued: number[] = [];
  const pulls = await republish({
    publications: {
      async pending() {
        return [7, 7, 8].map((pullNumber) => ({ repositoryId: 1, pullNumber }));
      },
    },
    async publish({ pullNumber }) {
      queued.push(pullNumber);
    },
    now: () => 0,
  });
  expect([pulls, queued]).toEqual([2, [7, 8]]);
});
