import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../config/settings.ts';
import { createIdentifiers } from '../../domain/identifier.ts';
import { createGitHub, type GitHub } from '../../github/create-github.ts';
import type { RepositoryReference } from '../../github/github-repository.ts';
import { createHealth } from '../../observability/health.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { createReconciler, type ReconcileTask } from '../../reconcile/create-reconciler.ts';
import { createFindMissedHeads } from '../../reconcile/find-missed-heads.ts';
import { finishStuckChecks } from '../../reconcile/finish-stuck-checks.ts';
import { quarantineFlakyChecks } from '../../reconcile/quarantine-flaky-checks.ts';
import { pruneEvidence } from '../../reconcile/prune-evidence.ts';
import { redeliver } from '../../reconcile/redeliver.ts';
import { requeue } from '../../reconcile/requeue.ts';
import { renderLeftBehind } from '../../report/left-behind.ts';
import { countRuns } from '../count-runs.ts';
import { courseLanguages } from '../course-languages.ts';
import { githubSettings } from '../github-settings.ts';
import { observedFetch } from '../observed-fetch.ts';
import type { Resources } from '../open-resources.ts';
import { githubProbe, resourceProbes } from '../probes.ts';
import type { RunningProcess } from '../run-process.ts';

/** GitHub redelivers for up to 7 days (Enterprise Server); a day more covers clocks. */
const DELIVERY_MEMORY_MS = 8 * 24 * 3_600_000;
/** The longest window of a request budget, and a little more. */
const WRITE_MEMORY_MS = 2 * 3_600_000;
/** Repositories without a change for so long are left to the list of the installation. */
const REPOSITORY_MEMORY_MS = 30 * 24 * 3_600_000;

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
      fetch: observedFetch(fetch, metrics),
    }),
  );
  const needs = { settings, resources, github, logger };
  const health = createHealth([...resourceProbes(resources), githubProbe(settings)], {
    now: Date.now,
    logger,
  });
  const { stop } = createReconciler(
    [...ownTasks(needs), findMissedHeads(needs), ...(github.app ? appTasks(needs, github.app) : [])],
    {
      logger,
      sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
      onRun: countRuns(metrics, Date.now),
    },
  );
  return { health, stop };
}

interface TaskNeeds {
  settings: Settings;
  resources: Resources;
  github: GitHub;
  logger: Logger;
}

function ownTasks({ settings, resources: { store, queues }, logger }: TaskNeeds): ReconcileTask[] {
  const now = Date.now;
  return [
    {
      name: 'requeue',
      everyMs: settings.reconcileSubmissionsEvery * 1000,
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
    {
      name: 'prune-evidence',
      everyMs: settings.reconcileEvidenceEvery * 1000,
      run: () => pruneEvidence({ evidence: store.evidence, defaultDays: settings.retentionDays }),
    },
    {
      name: 'forget-writes',
      everyMs: 3_600_000,
      run: () => store.requestBudgets.forget(new Date(now() - WRITE_MEMORY_MS)),
    },
    {
      name: 'quarantine-flaky-checks',
      everyMs: 600_000,
      run: () =>
        quarantineFlakyChecks({
          ...store,
          identifiers: createIdentifiers(now, randomBytes),
          now,
          logger,
        }),
    },
  ];
}

function findMissedHeads({ settings, resources, github, logger }: TaskNeeds): ReconcileTask {
  const { store, queues } = resources;
  return {
    name: 'find-missed-heads',
    everyMs: settings.reconcileHeadsEvery * 1000,
    run: createFindMissedHeads({
      repositories: async () => {
        const known = await store.pullRequests.repositories(new Date(Date.now() - REPOSITORY_MEMORY_MS));
        const installed = await installedRepositories(github);
        return [...new Map([...known, ...installed].map((one) => [one.repositoryId, one])).values()];
      },
      openPullRequests: (repository) =>
        github.forRepository(repository, { urgency: 'progress' }).openPullRequests(),
      pullRequests: store.pullRequests,
      intake: (message) => queues.intake([{ message }]),
      now: Date.now,
      logger,
    }),
  };
}

async function installedRepositories({ app }: GitHub): Promise<RepositoryReference[]> {
  if (app === undefined) return [];
  const installations = (await app.installations()).filter(({ suspended }) => !suspended);
  return (await Promise.all(installations.map(({ id }) => app.repositories(id)))).flat();
}

function appTasks(
  { settings, resources: { store }, github }: TaskNeeds,
  app: NonNullable<GitHub['app']>,
): ReconcileTask[] {
  const checkRunsOf = (reference: RepositoryReference) =>
    github.forRepository(reference, { urgency: 'progress' }).checkRuns;
  return [
    {
      name: 'redeliver',
      everyMs: settings.reconcileDeliveriesEvery * 1000,
      run: () => redeliver({ github: app, deliveries: store.deliveries, now: Date.now }),
    },
    {
      name: 'finish-stuck-checks',
      everyMs: settings.reconcileChecksEvery * 1000,
      run: () =>
        finishStuckChecks({
          pullRequests: store.pullRequests,
          submissions: store.submissions,
          publications: store.publications,
          unfinished: (pullRequest) => checkRunsOf(pullRequest).unfinished(pullRequest.headSha),
          giveUp: (pullRequest, checkRunId) =>
            checkRunsOf(pullRequest).update(checkRunId, {
              status: 'completed',
              conclusion: settings.notGradedConclusion,
              output: renderLeftBehind(courseLanguages(settings)),
            }),
          now: Date.now,
          patienceMs: 600_000,
        }),
    },
  ];
}
