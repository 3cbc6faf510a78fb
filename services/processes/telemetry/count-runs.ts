import type { Metrics } from '../../observability/metrics.ts';
import type { ReconcilerNeeds } from '../../reconcile/create-reconciler.ts';

/** Counts the runs of reconcile tasks and what they put right. */
export function countRuns(metrics: Metrics, now: () => number): NonNullable<ReconcilerNeeds['onRun']> {
  return (task, outcome) => {
    const failed = 'error' in outcome;
    metrics.reconcileRuns.inc({ task, outcome: failed ? 'failed' : 'ended' });
    if (failed) return;
    metrics.reconciled.inc({ task }, outcome.repaired);
    metrics.reconcileSucceeded.set({ task }, now() / 1000);
  };
}
