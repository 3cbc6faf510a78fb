import { Failure } from '../../domain/failure.ts';
import { withLogFacts } from '../../observability/log-facts.ts';
import { withSpan } from '../../observability/spans.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import type { EvidenceRequest } from '../evidence/keep-evidence.ts';
import type { ClusterLease } from './lease-cluster.ts';
import { reportWithoutVerdict } from './report-without-verdict.ts';
import type { GradableExercise, QueuedSubmission } from './run-submission.ts';
import { worthWaitingFor } from './worth-waiting-for.ts';
import { watchCancellation, type CancellationSource, type Repeat } from './watch-cancellation.ts';

type FinalState = 'graded' | 'not-graded' | 'cancelled';

/** How a run ended: with a report, or with an error that kept it from one. */
type Ending = { report: GradingReport } | { error: unknown };

export interface GradeNeeds {
  store: CancellationSource & {
    submissions: {
      get(id: string): Promise<QueuedSubmission | undefined>;
      close(id: string, state: 'cancelled' | 'not-graded'): Promise<boolean>;
    };
    runs: {
      start(run: {
        runId: string;
        submissionId: string;
        workerId: string;
        startedAt: Date;
      }): Promise<{ fencing: number } | undefined>;
      finish(result: {
        runId: string;
        fencing: number;
        report: GradingReport;
        state: FinalState;
      }): Promise<boolean>;
      /** Oldest first. */
      forSubmission(submissionId: string): Promise<{ startedAt: Date; failure?: { code: string } }[]>;
      fail(attempt: {
        runId: string;
        fencing: number;
        failure: { fault: Failure['fault']; code: string; message: string };
        at: Date;
      }): Promise<boolean>;
    };
  };
  queues: { publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void> };
  exercises: { get(slug: string): Promise<GradableExercise> };
  lease(runId: string): ClusterLease;
  run(
    submission: QueuedSubmission,
    run: {
      runId: string;
      lease: ClusterLease;
      signal: AbortSignal;
      onFetched(files: ReadonlyMap<string, Uint8Array>): void;
    },
  ): Promise<GradingReport>;
  /** Keeps what the run leaves behind. Never throws, and is bounded in time. */
  keepEvidence(run: EvidenceRequest): Promise<void>;
  identifiers: Identifiers;
  now: () => number;
  repeat: Repeat;
  workerId: string;
  /** How long a submission waits while no cluster can be had before that counts as a failed try. */
  clusterPatienceSeconds: number;
  /** How long it waits while GitHub does not let us before it ends not graded. */
  githubPatienceSeconds: number;
  /** Told of every report that was written. */
  onEnded(report: GradingReport, submission: QueuedSubmission): void;
  logger: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

export interface GradeDelivery {
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
  attempts: number;
}

/**
 * Handles one grade message. The result is written with the run's fencing number before anybody is told, the evidence
 * after that, and the cluster goes whatever happens. Throws what another try may heal; after the last try the submission ends as
 * `not-graded`.
 */
export function createGrading(needs: GradeNeeds) {
  const { store, queues, logger } = needs;

  return async function gradeSubmission(
    { submissionId }: { submissionId: string },
    delivery: GradeDelivery,
  ): Promise<void> {
    const submission = await store.submissions.get(submissionId);
    if (submission === undefined) return;
    const runId = needs.identifiers.next();
    const attributes = { 'saiten.submission': submissionId, 'saiten.run': runId };

    await withLogFacts({ submissionId, runId }, () =>
      withSpan('run', { attributes }, () => gradeOnce(submission, runId, delivery)),
    );
  };

  async function gradeOnce(
    submission: QueuedSubmission,
    runId: string,
    delivery: GradeDelivery,
  ): Promise<void> {
    const { id: submissionId, repositoryId, pullNumber, exercise, attempt } = submission;
    const publish = () => queues.publish({ v: 1, repositoryId, pullNumber });
    const startedAt = new Date(needs.now());
    const started = await store.runs.start({ runId, submissionId, workerId: needs.workerId, startedAt });

    if (started === undefined) {
      await store.submissions.close(submissionId, 'cancelled');
      return publish();
    }

    logger.info({ exercise, attempt, fencing: started.fencing }, 'run began');
    await publish();
    const lease = needs.lease(runId);
    const watch = watchCancellation(store, submissionId, delivery.signal, needs.repeat);
    const { fencing } = started;
    let files: ReadonlyMap<string, Uint8Array> | undefined;
    let timings: GradingReport['timings'] = [];

    try {
      const { signal } = watch;
      const onFetched = (fetched: typeof files) => void (files = fetched);
      const ending = await endingOf(needs.run(submission, { runId, lease, signal, onFetched }));
      if ('report' in ending) ({ timings } = ending.report);
      const run = { runId, fencing, startedAt };
      await withSpan('settle', {}, () => settle(submission, run, ending, delivery));
    } finally {
      watch.stop();

      try {
        await publish();
      } finally {
        const notAsked = watch.signal.aborted ? 'The run was broken off.' : undefined;
        const { signal } = delivery;
        const evidence = { runId, fencing, files, timings, used: lease.used(), notAsked, signal };
        await withSpan('keep evidence', {}, () => needs.keepEvidence(evidence));
        await lease.release();
      }
    }
  }

  async function settle(
    submission: QueuedSubmission,
    run: { runId: string; fencing: number; startedAt: Date },
    ending: Ending,
    delivery: GradeDelivery,
  ): Promise<void> {
    const { runId, fencing, startedAt } = run;
    const facts = { exercise: submission.exercise };

    const failure = await worthWaitingFor(
      { ...needs, runs: store.runs },
      submission.id,
      await failureOf(submission, ending, delivery),
    );

    if (failure !== undefined && triesAgain(failure, delivery)) {
      const { fault, code, message } = failure;
      logger.warn({ ...facts, error: failure }, 'run failed and will be repeated');
      await store.runs.fail({ runId, fencing, failure: { fault, code, message }, at: new Date(needs.now()) });
      throw failure;
    }

    const report =
      'report' in ending && failure?.fault !== 'cancelled'
        ? ending.report
        : await withoutVerdict(submission, { runId, startedAt }, failure ?? superseded());

    if (failure !== undefined) logger.warn({ ...facts, error: failure }, 'run ended without a verdict');
    const { stored, written } = await write(submission, run, report);
    if (written) needs.onEnded(stored, submission);
    logger.info({ ...facts, verdict: stored.verdict, score: stored.score.earned, written }, 'run ended');
  }

  /**
   * Writes the report; one that the store refuses gives way to one without a verdict, because no other cluster would change
   * that. Returns the report that counts.
   */
  async function write(
    submission: QueuedSubmission,
    { runId, fencing, startedAt }: { runId: string; fencing: number; startedAt: Date },
    report: GradingReport,
  ): Promise<{ stored: GradingReport; written: boolean }> {
    const finish = async (stored: GradingReport) => ({
      stored,
      written: await store.runs.finish({ runId, fencing, report: stored, state: stateOf(stored) }),
    });

    try {
      return await finish(report);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'store-refused') throw error;
      logger.warn({ exercise: submission.exercise, error }, 'the store refused the result');
      return finish(await withoutVerdict(submission, { runId, startedAt }, error));
    }
  }

  /** What kept the run from a verdict; undefined when it has one. */
  async function failureOf(
    submission: QueuedSubmission,
    ending: Ending,
    { signal }: GradeDelivery,
  ): Promise<Failure | undefined> {
    if (await store.submissions.cancelRequested(submission.id)) return superseded();

    if ('report' in ending) {
      const { verdict, fault = 'grader', failureCode = 'not-graded' } = ending.report;
      if (verdict !== 'not-graded') return undefined;
      return new Failure(fault, failureCode, 'a check could not be judged through a fault of ours');
    }

    // What broke off because this worker stops is nobody's fault: another worker takes the job.
    if (signal.aborted)
      return new Failure('infrastructure', 'worker-stopped', 'the worker stopped while grading');
    if (ending.error instanceof Failure) return ending.error;
    return new Failure('infrastructure', 'unexpected', 'something unexpected happened while grading', {
      cause: ending.error,
    });
  }

  async function withoutVerdict(
    submission: QueuedSubmission,
    { runId, startedAt }: { runId: string; startedAt: Date },
    failure: Failure,
  ): Promise<GradingReport> {
    const { definition, hash } = await needs.exercises.get(submission.exercise);
    const finishedAt = new Date(needs.now());
    return reportWithoutVerdict({ submission, runId, definition, hash, failure, startedAt, finishedAt });
  }
}

async function endingOf(run: Promise<GradingReport>): Promise<Ending> {
  try {
    return { report: await run };
  } catch (error) {
    return { error };
  }
}

function stateOf({ verdict }: GradingReport): FinalState {
  return verdict === 'passed' || verdict === 'failed' ? 'graded' : verdict;
}

function superseded(): Failure {
  return new Failure('cancelled', 'superseded', 'a newer commit took the place of this one');
}

/** Whether another cluster, or another moment, may bring a result. */
function triesAgain({ fault, facts }: Failure, { signal, attempt, attempts }: GradeDelivery): boolean {
  // Neither GitHub's rate limit nor a lack of clusters says anything about the submission, however long it lasts.
  if ('retryAfterSeconds' in facts) return true;
  if (fault !== 'infrastructure' && fault !== 'timeout') return false;
  return signal.aborted || attempt < attempts;
}
