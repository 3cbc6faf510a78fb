import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { createGitHub } from '../github/create-github.ts';
import { createHealth } from '../observability/health.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { createReconciler } from '../reconcile/create-reconciler.ts';
import { countRuns } from './telemetry/count-runs.ts';
import { githubSettings } from './github-settings.ts';
import { observedFetch } from './telemetry/observed-fetch.ts';
import type { Resources } from './open-resources.ts';
import { githubProbe, resourceProbes } from './telemetry/probes.ts';
import { fetchOf } from './proxies.ts';
import type { RunningProcess } from './run-process.ts';
import { reconcileTasks } from './reconcile-tasks.ts';

/** Puts right what crashes left behind and what GitHub did not tell us, again and again. */
export function startReconcile(
  settings: Settings,
  resources: Resources,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): RunningProcess {
  const { store } = resources;

  const github = createGitHub(
    githubSettings(settings, logger, {
      budget: store.requestBudgets,
      fetch: observedFetch(fetchOf(settings), metrics),
    }),
  );

  const health = createHealth([...resourceProbes(resources), githubProbe(settings)], {
    now: Date.now,
    logger,
  });

  const { stop } = createReconciler(reconcileTasks({ settings, resources, github, logger, now: Date.now }), {
    logger,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    onRun: countRuns(metrics, Date.now),
  });

  return { health, stop };
}
