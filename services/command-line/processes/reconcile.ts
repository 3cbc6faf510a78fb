import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../config/settings.ts';
import type { Logger } from '../../observability/logger.ts';
import { createReconciler } from '../../reconcile/create-reconciler.ts';
import { republish } from '../../reconcile/republish.ts';
import { requeue } from '../../reconcile/requeue.ts';
import type { Resources } from '../open-resources.ts';
import type { RunningProcess } from '../run-process.ts';

/** GitHub redelivers for up to 7 days (Enterprise Server); a day more covers clocks. */
const DELIVERY_MEMORY_MS = 8 * 24 * 3_600_000;

/** Puts right what crashes left behind, again and again. */
export function startReconcile(
  settings: Settings,
  { store, queues }: Resources,
  logger: Logger,
): RunningProcess {
  const now = Date.now;
  return createReconciler(
    [
      {
        name: 'republish',
        everyMs: 30_000,
        run: () => republish({ publications: store.publications, publish: queues.publish, now }),
      },
      {
        name: 'requeue',
        everyMs: 30_000,
        run: () =>
          requeue({
            submissions: store.submissions,
            runs: store.runs,
            grade: queues.grade,
            publish: queues.publish,
            now,
            // Twice the time after which a killed worker's job is handed on: then nobody holds it.
            patienceMs: 2 * settings.jobLock * 1000 + 60_000,
            maxRuns: 2 * settings.runAttempts,
          }),
      },
      {
        name: 'forget-deliveries',
        everyMs: 3_600_000,
        run: () => store.deliveries.forget(new Date(now() - DELIVERY_MEMORY_MS)),
      },
    ],
    { logger, sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }) },
  );
}
