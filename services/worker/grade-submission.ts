import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import type { ExerciseDefinition } from '../../graders/contract/exercise-definition.ts';
import { Failure } from '../domain/failure.ts';
import type { GradingReport } from '../domain/grading-report.ts';
import type { Identifiers } from '../domain/identifier.ts';
import type { Submission } from '../domain/submission.ts';
import { fetchSubmission, type CheckListing, type SubmissionSource } from './fetch-submission.ts';
import type { ClusterLease } from './lease-cluster.ts';
import { reportWithoutVerdict } from './report-without-verdict.ts';
import type { RepositoryReference, StoredPullRequest } from './stored-pull-request.ts';
import { watchCancellation, type CancellationSource, type Repeat } from './watch-cancellation.ts';

type FinalState = 'graded' | 'not-graded' | 'cancelled';

interface QueuedSubmission extends Submission {
  folder: string;
}

/** What a run needs of one exercise; the definition is the server's own, never the learner's. */
export interface GradableExercise {
  definition: ExerciseDefinition;
  /** Content hash of exercise and kit. */
  hash: string;
  grade(request: {
    runId: string;
    files: ReadonlyMap<string, Uint8Array>;
    problems: readonly Finding[];
    headSha: string;
    attempt: number;
    cluster: ClusterLease['cluster'];
    signal: AbortSignal;
    onEvent(event: GraderEvent): void;
  }): Promise<GradingReport>;
}

export interface GradeNeeds {
  store: CancellationSource & {
    pullRequests: { get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined> };
    submissions: {
      get(id: string): Promise<QueuedSubmission | undefined>;
      requestCancel(ids: readonly string[]): Promise<unknown>;
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
      fail(attempt: {
        runId: string;
        fencing: number;
        failure: { fault: Failure['fault']; code: string; message: string };
        at: Date;
      }): Promise<boolean>;
    };
  };
  queues: { publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void> };
  github: {
    forRepository(reference: RepositoryReference): SubmissionSource & {
      pullRequest(number: number): Promise<{ headSha: string; state: 'open' | 'closed' }>;
    };
  };
  exercises: { get(slug: string): Promise<GradableExercise> };
  checkListing: CheckListing;
  lease(runId: string): ClusterLease;
  identifiers: Identifiers;
  now: () => number;
  repeat: Repeat;
  workerId: string;
  onEvent?(submission: Submission, event: GraderEvent): void;
}

export interface GradeDelivery {
  signal: AbortSignal;
  attempt: number;
  attempts: number;
}

/**
 * Handles one grade message: fetch, grade on a cluster of its own, store, hand over to publishing. The result is
 * written with the run's fencing number before anybody is told, and the cluster goes whatever happens. Throws what
 * another try may heal.
 */
export function createGrading(needs: GradeNeeds) {
  const { store, queues, github } = needs;

  return async function gradeSubmission(
    { submissionId }: { submissionId: string },
    delivery: GradeDelivery,
  ): Promise<void> {
    const submission = await store.submissions.get(submissionId);
    if (submission === undefined) return;
    const publish = () =>
      queues.publish({ v: 1, repositoryId: submission.repositoryId, pullNumber: submission.pullNumber });
    const runId = needs.identifiers.next();
    const startedAt = new Date(needs.now());
    const started = await store.runs.start({ runId, submissionId, workerId: needs.workerId, startedAt });
    if (started === undefined) {
      await store.submissions.close(submissionId, 'cancelled');
      return publish();
    }
    await publish();
    const run = { runId, fencing: started.fencing };
    const lease = needs.lease(runId);
    const watch = watchCancellation(store, submissionId, delivery.signal, needs.repeat);
    try {
      const report = await outcome(submission, runId, startedAt, lease, watch.signal);
      await store.runs.finish({ ...run, report, state: stateOf(report) });
    } catch (error) {
      await conclude(submission, run, error, startedAt, delivery);
    } finally {
      watch.stop();
      await publish();
      await lease.release();
    }
  };

  /** The report of the run; one of ours where no check can be judged by trying again. */
  async function outcome(
    submission: QueuedSubmission,
    runId: string,
    startedAt: Date,
    lease: ClusterLease,
    signal: AbortSignal,
  ): Promise<GradingReport> {
    const pullRequest = await store.pullRequests.get(submission.repositoryId, submission.pullNumber);
    if (pullRequest === undefined)
      throw new Failure(
        'configuration',
        'unknown-pull-request',
        `no pull request is stored for ${submission.id}`,
      );
    const repository = github.forRepository(pullRequest);
    await requireCurrent(submission, repository);
    const exercise = await needs.exercises.get(submission.exercise);
    const fetchStarted = needs.now();
    const { files, problems } = await fetchSubmission(repository, {
      commitSha: submission.headSha,
      folder: submission.folder,
      definition: exercise.definition,
      checkListing: needs.checkListing,
      signal,
    });
    const fetched = { phase: 'fetch' as const, durationMs: needs.now() - fetchStarted };
    const report = await exercise.grade({
      runId,
      files,
      problems,
      headSha: submission.headSha,
      attempt: submission.attempt,
      cluster: (request) => lease.cluster(request),
      signal,
      onEvent: (event) => needs.onEvent?.(submission, event),
    });
    await requireCurrent(submission, repository);
    return { ...report, startedAt: startedAt.toISOString(), timings: [fetched, ...report.timings] };
  }

  /** GitHub's word on the head, not the event's: a result for a commit that was overtaken helps nobody. */
  async function requireCurrent(
    submission: QueuedSubmission,
    repository: { pullRequest(number: number): Promise<{ headSha: string; state: 'open' | 'closed' }> },
  ): Promise<void> {
    const { headSha, state } = await repository.pullRequest(submission.pullNumber);
    if (headSha === submission.headSha && state === 'open') return;
    await store.submissions.requestCancel([submission.id]);
    throw new Failure('cancelled', 'superseded', 'the pull request has moved on', { facts: { headSha } });
  }

  async function conclude(
    submission: QueuedSubmission,
    run: { runId: string; fencing: number },
    error: unknown,
    startedAt: Date,
    delivery: GradeDelivery,
  ): Promise<void> {
    const cancelled = await store.submissions.cancelRequested(submission.id);
    const failure = cancelled ? superseded() : asFailure(error, delivery);
    const triesLeft = delivery.signal.aborted || delivery.attempt < delivery.attempts;
    if (triesLeft && (failure.fault === 'infrastructure' || failure.fault === 'timeout')) {
      const { fault, code, message } = failure;
      await store.runs.fail({ ...run, failure: { fault, code, message }, at: new Date(needs.now()) });
      throw failure;
    }
    const exercise = await needs.exercises.get(submission.exercise);
    const report = reportWithoutVerdict({
      submission,
      runId: run.runId,
      definition: exercise.definition,
      hash: exercise.hash,
      failure: cancelled
        ? new Failure('cancelled', 'superseded', 'a newer commit took the place of this one')
        : failure,
      startedAt,
      finishedAt: new Date(needs.now()),
    });
    await store.runs.finish({ ...run, report, state: stateOf(report) });
  }
}

function stateOf({ verdict }: GradingReport): FinalState {
  return verdict === 'passed' || verdict === 'failed' ? 'graded' : verdict;
}

function superseded(): Failure {
  return new Failure('cancelled', 'superseded', 'a newer commit took the place of this one');
}

/** What broke off because this worker stops is nobody's fault: another worker takes the job. */
function asFailure(error: unknown, { signal }: GradeDelivery): Failure {
  if (signal.aborted)
    return new Failure('infrastructure', 'worker-stopped', 'the worker stopped while grading', {
      cause: error,
    });
  if (error instanceof Failure) return error;
  return new Failure('infrastructure', 'unexpected', 'something unexpected happened while grading', {
    cause: error,
  });
}
