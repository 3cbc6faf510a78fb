import { expect, it } from 'vitest';
import { reapClusters } from '../../../services/worker/reap-clusters.ts';

it('counts only leases of living workers as held', async () => {
  let held: string[] = [];
  const released: string[] = [];
  const lease = (clusterName: string, workerId: string, deadline = 500) => ({
    clusterName,
    workerId,
    deadline: new Date(deadline),
  });
  await reapClusters({
    reaper: {
      async look({ leases }) {
        held = [...leases];
        return [{ name: 'left' }];
      },
    },
    leases: {
      async list() {
        return [lease('mine', 'alive'), lease('overdue', 'alive', 50), lease('orphan', 'killed')];
      },
      async release(name) {
        released.push(name);
      },
    },
    workers: {
      async alive() {
        return [{ workerId: 'alive' }];
      },
    },
    now: () => 100,
    silenceMs: 10,
  });
  expect([held, released]).toEqual([['mine'], ['left']]);
});
