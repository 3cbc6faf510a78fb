import type { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import { Failure } from '../../domain/failure.ts';
import { withSpan } from '../../observability/spans.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { manifestDigest } from '../evidence/manifest-digest.ts';
import { fetchSubmission, type FetchRules, type SubmissionSource } from './fetch-submission.ts';
import { isStillCurrent } from './is-still-current.ts';
import { readHead, type HeadSource } from '../intake/head-now.ts';
import type { ClusterLease } from './lease-cluster.ts';
import type { RepositoryReference, StoredPullRequest } from '../intake/stored-pull-request.ts';

export interface QueuedSubmission extends Submission {
  folder: string;
  /** Set when it is graded again for staff to look at, whatever has become of the pull request. */
  regradeId?: string;
}

/** What a run needs of one exercise; the definition is the server's own, never the learner's. */
export interface GradableExercise {
  definition: ExerciseDefinition;
  /** Content hash of exercise and kit. */
  hash: string;
  rules: FetchRules;
  grade(request: {
    runId: string;
    files: ReadonlyMap<string, Uint8Array>;
    problems: readonly Finding[];
    notes: readonly Finding[];
    headSha: string;
    attempt: number;
    cluster: ClusterLease['cluster'];
    signal: AbortSignal;
    onEvent(event: GraderEvent): void;
  }): Promise<GradingReport>;
}

type Repository = SubmissionSource & HeadSource;

export interface RunNeeds {
  store: {
    pullRequests: { get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined> };
    submissions: {
      requestCancel(ids: readonly string[]): Promise<unknown>;
      useAttempt(id: string): Promise<boolean>;
    };
  };
  github: { forRepository(reference: RepositoryReference): Repository };
  exercises: { get(slug: string): Promise<GradableExercise> };
  now: () => number;
  /** Follows one run; what it returns is told what the grader says. */
  follow?(submission: Submission, definition: ExerciseDefinition): (event: GraderEvent) => void;
}

/**
 * One run up to its report: is the commit still the head, fetch exactly its files, grade them on the leased cluster.
 * What was graded is not asked about again: no answer of GitHub's makes it less true. Throws a Failure for everything
 * that is not the learner's.
 */
export function createRun(needs: RunNeeds) {
  const { store, github, exercises, now } = needs;

  return async function runSubmission(
    submission: QueuedSubmission,
    run: {
      runId: string;
      lease: ClusterLease;
      signal: AbortSignal;
      onFetched(files: ReadonlyMap<string, Uint8Array>): void;
    },
  ): Promise<GradingReport> {
    const startedAt = now();
    const pullRequest = await store.pullRequests.get(submission.repositoryId, submission.pullNumber);

    if (pullRequest === undefined) {
      throw new Failure(
        'configuration',
        'unknown-pull-request',
        `no pull request is stored for ${submission.id}`,
      );
    }

    const repository = github.forRepository(pullRequest);
    await requireCurrent(submission, pullRequest, repository);
    const exercise = await exercises.get(submission.exercise);
    const fetchStarted = now();

    const { files, problems, notes } = await withSpan('fetch', {}, () =>
      fetchSubmission(repository, {
        commitSha: submission.headSha,
        folder: submission.folder,
        rules: exercise.rules,
        signal: run.signal,
      }),
    );

    run.onFetched(files);
    const fetched = { phase: 'fetch' as const, durationMs: now() - fetchStarted };

    const report = await withSpan('grade', {}, () =>
      exercise.grade({
        runId: run.runId,
        files,
        problems,
        notes,
        headSha: submission.headSha,
        attempt: submission.attempt,
        cluster: async (request) => {
          const cluster = await run.lease.cluster(request);
          await begin(submission);
          return cluster;
        },
        signal: run.signal,
        onEvent: needs.follow?.(submission, exercise.definition) ?? (() => undefined),
      }),
    );

    const nodeImageDigest = run.lease.used()?.cluster.nodeImageId;
    return {
      ...report,
      startedAt: new Date(startedAt).toISOString(),
      timings: [fetched, ...report.timings],
      versions: {
        ...report.versions,
        manifests: manifestDigest(files),
        ...(nodeImageDigest === undefined ? {} : { nodeImageDigest }),
      },
    };
  };

  /**
   * Before anything of the learner's runs it is written down that an attempt is used: whoever pushes again to see no more
   * than the beginning has had it all the same. Waiting for a cluster uses none.
   */
  async function begin({ id, regradeId }: QueuedSubmission): Promise<void> {
    if (regradeId !== undefined || (await store.submissions.useAttempt(id))) return;
    throw new Failure('cancelled', 'superseded', 'it was cancelled before anything of it ran');
  }

  /**
   * The newest word on the head, GitHub's or that of its events: a result for a commit that was overtaken helps nobody, unless that commit
   * was handed in.
   */
  async function requireCurrent(
    submission: QueuedSubmission,
    pullRequest: StoredPullRequest,
    repository: Repository,
  ): Promise<void> {
    if (submission.regradeId !== undefined || submission.handedIn === true) return;
    // A branch does not say how new it is: only its events do.
    const isBranch = pullRequest.number === DEFAULT_BRANCH;
    const answered = isBranch ? pullRequest : await readHead(repository, pullRequest);
    if (isStillCurrent(submission.headSha, { told: pullRequest, answered })) return;
    await store.submissions.requestCancel([submission.id]);
    throw new Failure('cancelled', 'superseded', 'the pull request has moved on', {
      facts: { told: pullRequest.headSha, answered: answered.headSha },
    });
  }
}
