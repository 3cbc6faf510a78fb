import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import { createIdentifiers } from '../domain/identifier.ts';
import type { Settings } from '../config/settings.ts';
import type { Submission } from '../domain/submissions/submission.ts';
import { createGitHub } from '../github/create-github.ts';
import { createPublisher } from '../github/publishing/publisher.ts';
import type { RequestMessage } from '../queue/messages.ts';
import { createHealth } from '../observability/health.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { createReconciler } from '../reconcile/create-reconciler.ts';
import { publishLate } from '../reconcile/publish-late.ts';
import { createEvidenceKeeping } from '../worker/evidence/keep-evidence.ts';
import { createGrading } from '../worker/runs/grade-submission.ts';
import { answerRequest } from '../worker/requests/answer-request.ts';
import { handIn } from '../worker/requests/hand-in.ts';
import { handInByTag, type PushedTag } from '../worker/requests/hand-in-by-tag.ts';
import { creditJudge } from '../worker/credit/judge-credit.ts';
import { leaseCluster } from '../worker/runs/lease-cluster.ts';
import { createCourseRulesCache } from '../worker/intake/course-rules-cache.ts';
import { leaveToLate } from '../worker/publishing/publish-failures.ts';
import { createPublishing } from '../worker/publishing/publish-pull-request.ts';
import { reapClusters } from '../worker/runs/reap-clusters.ts';
import { createProgressReporter } from '../worker/runs/report-progress.ts';
import { createRun } from '../worker/runs/run-submission.ts';
import { waitForGitHub } from '../worker/wait-for-github.ts';
import { createIntake } from '../worker/intake/take-in.ts';
import { courseLanguages } from './course-languages.ts';
import { clusterPool } from './cluster-pool.ts';
import { clusterTools, type ClusterTools } from './cluster-provider.ts';
import { loadCatalogue, type ExerciseCatalogue } from './exercise-catalogue.ts';
import { githubSettings } from './github-settings.ts';
import { countRuns } from './telemetry/count-runs.ts';
import { observedFetch } from './telemetry/observed-fetch.ts';
import type { Resources } from './open-resources.ts';
import { diskProbe, engineProbe, githubProbe, resourceProbes } from './telemetry/probes.ts';
import { fetchOf } from './proxies.ts';
import type { RunningProcess } from './run-process.ts';

export interface WorkerOptions {
  programs: Readonly<Record<string, string>>;
  logger: Logger;
  metrics: Metrics;
  /** Told what the grader of a submission says while it runs. */
  onEvent?: (submission: Submission, event: GraderEvent) => void;
  /** In place of the exercises in the folder of the settings. */
  exercises?: Pick<ExerciseCatalogue, 'titles' | 'get' | 'composeEvidence'>;
  /** In place of kind clusters. */
  clusters?: ClusterTools;
}

const BEAT_MS = 5000;
/** Milliseconds of silence after which a worker counts as gone: several missed beats. */
const SILENCE_MS = 4 * BEAT_MS;
const TEND_MS = 2000;
const CONSUME = { stalledCheckMs: 5000, lockMs: 30_000 };

/** Takes pull requests in, grades submissions and publishes their results; also removes clusters of killed workers. */
export async function startWorker(
  settings: Settings,
  resources: Resources,
  options: WorkerOptions,
): Promise<RunningProcess> {
  const { store, queues } = resources;
  const { logger, metrics } = options;
  const exercises = options.exercises ?? (await loadCatalogue(settings));

  const github = createGitHub(
    githubSettings(settings, logger, {
      budget: store.requestBudgets,
      fetch: observedFetch(fetchOf(settings), metrics),
    }),
  );

  const publisher = createPublisher(github);
  const identifiers = createIdentifiers(Date.now, randomBytes);
  const workerId = `${hostname()}-${identifiers.next()}`;

  const { provider, reaper } =
    options.clusters ?? clusterTools(settings, { programs: options.programs, workerId, logger });

  const pool = clusterPool(settings, { provider, records: store.pool, workerId, identifiers, logger });

  const detailsUrl = (submissionId: string) =>
    settings.publicUrl === undefined ? undefined : `${settings.publicUrl}/submissions/${submissionId}`;

  const receiptUrl = (runId: string) =>
    settings.publicUrl === undefined ? undefined : `${settings.publicUrl}/api/v1/runs/${runId}/receipt`;

  const repeat = (action: () => void, everyMs: number) => {
    const timer = setInterval(action, everyMs);
    return () => clearInterval(timer);
  };

  const courses = createCourseRulesCache({
    store,
    github,
    publisher,
    logger,
    names: settings.courses ?? [],
    exercises: new Set(exercises.titles.keys()),
    defaults: { languages: courseLanguages(settings), notGraded: settings.notGradedConclusion },
    now: Date.now,
  });

  const takeIn = createIntake({
    store,
    queues,
    github,
    courses,
    exercises,
    identifiers,
    logger,
    now: Date.now,
    debounceMs: settings.debounce * 1000,
  });

  const handInNeeds = {
    ...{ store, github, courses, logger, now: Date.now },
    exercises: new Set(exercises.titles.keys()),
  };

  const grade = createGrading({
    store,
    queues,
    exercises,
    identifiers,
    repeat,
    workerId,
    clusterPatienceSeconds: settings.clusterPatience,
    githubPatienceSeconds: settings.githubPatience,
    logger,
    now: Date.now,
    lease: (runId) => leaseCluster(pool, runId),
    run: createRun({
      store,
      github,
      exercises,
      now: Date.now,
      follow(submission, definition) {
        const report = createProgressReporter(
          {
            progress: store.progress,
            publish: queues.publish,
            now: Date.now,
            everyMs: settings.progressInterval * 1000,
            logger,
          },
          submission,
          definition,
        );

        return (event) => {
          report(event);
          options.onEvent?.(submission, event);
        };
      },
    }),
    keepEvidence: createEvidenceKeeping({
      evidence: store.evidence,
      compose: exercises.composeEvidence,
      now: Date.now,
      logger,
      onKept(parts, durationMs) {
        metrics.phases.observe({ phase: 'evidence' }, durationMs / 1000);

        for (const { kind, isComplete, missing } of parts) {
          const outcome = missing === undefined ? (isComplete ? 'kept' : 'cut') : 'missing';
          metrics.evidence.inc({ kind, outcome });
        }
      },
    }),
    onEnded: (report, { createdAt }) => {
      metrics.pushToVerdict.observe((Date.now() - createdAt.getTime()) / 1000);
      metrics.runs.inc({ verdict: report.verdict, fault: report.fault ?? 'none' });
      for (const { phase, durationMs } of report.timings)
        metrics.phases.observe({ phase }, durationMs / 1000);
    },
  });

  const publish = createPublishing({
    store,
    publisher,
    courses,
    now: Date.now,
    onPublished: (lagMs) => metrics.publicationLag.observe(lagMs / 1000),
    deployment: settings.clusterPrefix,
    detailsUrl,
    receiptUrl,
  });

  const publishCounted = async (pull: Parameters<typeof publish>[0]) => {
    const outcome = await publish(pull);
    metrics.publications.inc({ outcome });
    return outcome;
  };

  const health = createHealth(
    [
      ...resourceProbes(resources),
      githubProbe(settings),
      diskProbe(settings, true),
      ...(options.clusters === undefined ? [engineProbe(options.programs)] : []),
    ],
    { now: Date.now, logger },
  );

  const beat = () => store.workers.beat({ workerId, host: hostname(), pid: process.pid, at: new Date() });
  await beat();

  const patience = { patienceSeconds: settings.githubPatience, now: Date.now, logger };
  const short = { ...CONSUME, concurrency: 8, attempts: 8, backoffMs: 2000 };

  const consumers = await Promise.all([
    queues.consume(
      'intake',
      waitForGitHub(patience, async (message, delivery) => {
        const taken = await takeIn(message, delivery);
        if (taken === undefined) return;
        await store.pullRequests.tookIn(message.repositoryId, message.pullNumber, taken.headSha);
      }),
      short,
    ),
    queues.consume('publish', (message) => leaveToLate(logger, () => publishCounted(message)), short),
    queues.consume(
      'request',
      waitForGitHub(patience, async (message, delivery) => {
        const lookAgain = (pull: Parameters<typeof takeIn>[0]) => takeIn(pull, delivery);
        const own = { ...handInNeeds, takeIn: lookAgain, delivery };
        if (message.kind === 'tag') return handInByTag({ ...own, publisher }, pushedTag(message));
        return answerRequest(
          {
            ...{ store, queues, github, identifiers, courses, takeIn: lookAgain, now: Date.now },
            credit: async (pullRequest, { authorId, ...exercise }) => {
              const rules = await courses.rulesFor(pullRequest);
              const repository = github.forRepository(pullRequest);
              return creditJudge(store, repository, { ...pullRequest, authorId, rules })(exercise);
            },
            handIn: (pullRequest, said) => handIn(own, pullRequest, said),
          },
          { ...message, kind: message.kind },
        );
      }),
      short,
    ),
    queues.consume('grade', (message, delivery) => grade(message, delivery), {
      lockMs: settings.jobLock * 1000,
      stalledCheckMs: Math.max(1000, (settings.jobLock * 1000) / 4),
      concurrency: settings.workerConcurrency,
      attempts: settings.runAttempts,
      backoffMs: settings.retryDelay * 1000,
    }),
  ]);

  const upkeep = createReconciler(
    [
      { name: 'beat', everyMs: BEAT_MS, run: () => beat().then(() => 0) },
      { name: 'tend-pool', everyMs: TEND_MS, run: () => pool.tend().then(() => 0) },
      {
        name: 'publish-late',
        everyMs: settings.reconcilePublicationsEvery * 1000,
        run: () =>
          publishLate({
            publications: store.publications,
            publish: publishCounted,
            now: Date.now,
            patienceMs: settings.githubPatience * 1000,
            logger,
          }),
      },
      {
        name: 'reap-clusters',
        everyMs: BEAT_MS * 2,
        run: () =>
          reapClusters({
            reaper,
            pool: store.pool,
            workers: store.workers,
            now: Date.now,
            silenceMs: SILENCE_MS,
          }),
      },
    ],
    {
      logger,
      sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
      onRun(task, outcome) {
        if (task === 'beat') health.pulse();
        countRuns(metrics, Date.now)(task, outcome);
      },
    },
  );

  logger.info({ workerId, exercises: exercises.titles.size }, 'worker waits for submissions');

  return {
    health,
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await upkeep.stop();
      await pool.stop();
      await store.workers.leave(workerId);
    },
  };
}

/** Where the message lacks what only another kind may leave out, nothing is found and nothing happens. */
function pushedTag({ repositoryId, requesterId, requesterLogin, ...message }: RequestMessage): PushedTag {
  return {
    repository: { repositoryId, ...(message.repository ?? { owner: '', name: '' }) },
    tag: message.tag ?? '',
    headSha: message.headSha ?? '',
    at: message.saidAt === undefined ? new Date() : new Date(message.saidAt),
    by: { id: requesterId, login: requesterLogin },
  };
}
