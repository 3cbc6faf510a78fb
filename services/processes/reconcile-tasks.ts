import { randomBytes } from 'node:crypto';
import type { Settings } from '../config/settings.ts';
import { gradedByPush } from '../course/graded-by-push.ts';
import { createIdentifiers } from '../domain/identifier.ts';
import type { GitHub } from '../github/create-github.ts';
import type { RepositoryReference } from '../github/client/repository-reference.ts';
import type { Logger } from '../observability/logger.ts';
import type { ReconcileTask } from '../reconcile/create-reconciler.ts';
import type { IntakeMessage } from '../queue/messages.ts';
import { createFindMissedHeads } from '../reconcile/find-missed-heads.ts';
import { findUnseenHeads } from '../reconcile/find-unseen-heads.ts';
import { finishStuckChecks } from '../reconcile/finish-stuck-checks.ts';
import { pruneEvidence } from '../reconcile/prune-evidence.ts';
import { proposeReviews } from '../reconcile/propose-reviews.ts';
import { redeliver } from '../reconcile/redeliver.ts';
import { requeue } from '../reconcile/requeue.ts';
import { renderLeftBehind } from '../report/left-behind.ts';
import { courseLanguages } from './course-languages.ts';
import type { Resources } from './open-resources.ts';

/** GitHub redelivers for up to 7 days; who replays what was delivered may wait longer, but not longer than a course lasts. */
const DELIVERY_MEMORY_MS = 400 * 24 * 3_600_000;
/** Who repeats a request does it within minutes; a day is what docs/api.md promises. */
const REQUEST_KEY_MEMORY_MS = 24 * 3_600_000;
/** The longest window of a request budget, and a little more. */
const WRITE_MEMORY_MS = 2 * 3_600_000;
/** Repositories without a change for so long are left to the list of the installation. */
const REPOSITORY_MEMORY_MS = 30 * 24 * 3_600_000;

export interface ReconcileTaskNeeds {
  settings: Settings;
  resources: Resources;
  github: GitHub;
  logger: Logger;
  now: () => number;
}

/** All that the reconcile process puts right, and how often. */
export function reconcileTasks(needs: ReconcileTaskNeeds): ReconcileTask[] {
  const { app } = needs.github;
  return [...ownTasks(needs), findMissedHeads(needs), ...(app === undefined ? [] : appTasks(needs, app))];
}

function ownTasks({
  settings,
  resources: { store, queues },
  logger,
  now,
}: ReconcileTaskNeeds): ReconcileTask[] {
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
      name: 'forget-request-keys',
      everyMs: 3_600_000,
      run: () => store.idempotencyKeys.forget(new Date(now() - REQUEST_KEY_MEMORY_MS)),
    },
    { name: 'forget-sessions', everyMs: 3_600_000, run: () => store.sessions.forget() },
    {
      name: 'propose-reviews',
      everyMs: 600_000,
      run: () =>
        proposeReviews({
          ...store,
          identifiers: createIdentifiers(now, randomBytes),
          now,
          logger,
        }),
    },
  ];
}

function findMissedHeads({ settings, resources, github, logger, now }: ReconcileTaskNeeds): ReconcileTask {
  const { store, queues } = resources;
  const intake = (message: IntakeMessage) => queues.intake([{ message }]);
  // What waits for its next try already keeps its own time.
  const intakeInTime = (message: IntakeMessage) => queues.intake([{ message, givesWay: true }]);
  const { pullRequests, heads } = store;

  const findMissed = createFindMissedHeads({
    repositories: async () => {
      const known = await store.pullRequests.repositories(new Date(now() - REPOSITORY_MEMORY_MS));
      const installed = await installedRepositories(github, logger);
      return [...new Map([...known, ...installed].map((one) => [one.repositoryId, one])).values()];
    },
    openPullRequests: (repository) =>
      github.forRepository(repository, { urgency: 'progress' }).openPullRequests(),
    isGradedByPush: async ({ repositoryId, owner, name }) =>
      gradedByPush(await store.courseFiles.ofOwner(owner), { repositoryId, name }),
    defaultBranch: (repository) => github.forRepository(repository, { urgency: 'progress' }).defaultBranch(),
    authorOf: async (repository, sha) =>
      (await github.forRepository(repository, { urgency: 'progress' }).commit(sha)).author,
    ...{ pullRequests, heads, intake, now, logger },
  });

  return {
    name: 'find-missed-heads',
    everyMs: settings.reconcileHeadsEvery * 1000,
    // What is known first: it asks nobody.
    run: async () =>
      (await findUnseenHeads({ pullRequests, intake: intakeInTime, now })) + (await findMissed()),
  };
}

async function installedRepositories(
  { app }: GitHub,
  logger: Pick<Logger, 'warn'>,
): Promise<RepositoryReference[]> {
  if (app === undefined) return [];
  const installations = (await app.installations()).filter(({ suspended }) => !suspended);

  // One account that refuses us keeps nobody else's pull requests from being found.
  const ofEach = installations.map(({ id, account }) =>
    app.repositories(id).catch((error: unknown) => {
      logger.warn({ account, error }, 'could not list the repositories of an installation');
      return [];
    }),
  );

  return (await Promise.all(ofEach)).flat();
}

function appTasks(
  { settings, resources: { store }, github, now }: ReconcileTaskNeeds,
  app: NonNullable<GitHub['app']>,
): ReconcileTask[] {
  const checkRunsOf = (reference: RepositoryReference) =>
    github.forRepository(reference, { urgency: 'progress' }).checkRuns;

  return [
    {
      name: 'redeliver',
      everyMs: settings.reconcileDeliveriesEvery * 1000,
      run: () => redeliver({ github: app, deliveries: store.deliveries, now }),
    },
    {
      name: 'finish-stuck-checks',
      everyMs: settings.reconcileChecksEvery * 1000,
      run: () =>
        finishStuckChecks({
          pullRequests: store.pullRequests,
          submissions: store.submissions,
          publications: store.publications,
          gradingChecks: store.gradingChecks,
          unfinished: (pullRequest) => checkRunsOf(pullRequest).unfinished(pullRequest.headSha),
          giveUp: (pullRequest, checkRunId) =>
            checkRunsOf(pullRequest).update(checkRunId, {
              status: 'completed',
              conclusion: settings.notGradedConclusion,
              output: renderLeftBehind(courseLanguages(settings)),
            }),
          now,
          patienceMs: 600_000,
        }),
    },
  ];
}
