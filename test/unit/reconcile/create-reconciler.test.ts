import { expect, it } from 'vitest';
import { createReconciler } from '../../../services/reconcile/create-reconciler.ts';

it('comes again after a failure and stops when told', async () => {
  const warnings: string[] = [];
  let runs = 0;
  let reached: () => void = () => undefined;
  const thirdRun = new Promise<void>((resolve) => (reached = resolve));

  const reconciler = createReconciler(
    [
      {
        name: 'shaky',
        everyMs: 5,
        async run() {
          runs++;
          if (runs === 3) reached();
          if (runs === 1) throw new Error('away');
          return 0;
        },
      },
    ],
    {
      logger: { info: () => undefined, warn: (_facts, message) => warnings.push(message) },
      sleep: async () => undefined,
    },
  );

  await thirdRun;
  await reconciler.stop();
  const atStop = runs;
  await Promise.resolve();
  expect([warnings, runs === atStop]).toEqual([['could not reconcile'], true]);
});
