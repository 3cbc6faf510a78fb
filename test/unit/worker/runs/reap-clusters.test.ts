import { expect, it } from 'vitest';
import { reapClusters } from '../../../../services/worker/runs/reap-clusters.ts';

const DAY = 24 * 3_600_000;

it('holds only what living workers hold, and forgets what was removed or is long gone', async () => {
  let held: unknown;
  const removed: string[] = [];

  const member = (name: string, workerId: string, deadline: number) => ({
    name,
    workerId,
    deadline: new Date(deadline),
  });

  const now = 10 * DAY;

  await reapClusters({
    reaper: {
      async look(living) {
        held = living.held;
        return [{ name: 'left' }];
      },
    },
    pool: {
      list: async () => [
        member('mine', 'alive', now + 1),
        member('orphan', 'killed', now + 1),
        member('of-a-lost-machine', 'killed', now - DAY - 1),
      ],
      async remove(name) {
        removed.push(name);
      },
    },
    workers: { alive: async () => [{ workerId: 'alive' }] },
    now: () => now,
    silenceMs: 10,
  });

  expect(held).toEqual(new Map([['mine', new Date(now + 1)]]));
  expect(removed).toEqual(['left', 'of-a-lost-machine']);
});
