import type { Localized } from '../../graders/contract/localized.ts';
import type { Identifiers } from '../domain/identifier.ts';
import { newestAttempts } from '../domain/newest-attempts.ts';
import type { Submission, SubmissionIdentity } from '../domain/submission.ts';
import { superseded } from '../domain/supersede.ts';
import { selectExercises, type ChangedFile, type SelectedExercise } from './select-exercises.ts';
import type { RepositoryReference, StoredPullRequest } from './stored-pull-request.ts';

interface PullRequestNow {
  headSha: string;
  state: 'open' | 'closed';
  draft: boolean;
  author: { id: number; login: string };
  updatedAt: Date;
}

export interface IntakeNeeds {
  store: {
    pullRequests: {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      save(pullRequest: StoredPullRequest): Promise<unknown>;
    };
    submissions: {
      forPullRequest(repositoryId: number, number: number): Promise<Submission[]>;
      open(submission: {
        id: string;
        identity: SubmissionIdentity;
        authorId: number;
        authorLogin: string;
        exerciseTitle: Localized;
        folder: string;
      }): Promise<{ submission: Submission }>;
      requestCancel(ids: readonly string[]): Promise<unknown>;
      openCountByAuthor(authorId: number): Promise<number>;
    };
  };
  queues: {
    grade(
      message: { v: 1; submissionId: string },
      options: { priority: number; delayMs: number },
    ): Promise<void>;
    publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  };
  github: {
    forRepository(reference: RepositoryReference): {
      pullRequest(number: number): Promise<PullRequestNow>;
      changedFiles(number: number): Promise<ChangedFile[]>;
    };
  };
  exercises: { titles: ReadonlyMap<string, Localized> };
  identifiers: Identifiers;
  /** Milliseconds a submission waits for a newer push before it takes a cluster. */
  debounceMs: number;
  /** Tells the learner that the change touches no exercise. */
  announceNoExercise(pullRequest: StoredPullRequest, slugs: readonly string[]): Promise<void>;
}

/**
 * Handles one intake message: looks at the pull request as it is now, whatever event caused the message, opens a
 * submission for each exercise it touches and cancels those of older commits. Running it twice changes nothing.
 */
export function createIntake(needs: IntakeNeeds) {
  const { store, queues, github, exercises } = needs;

  return async function takeIn({
    repositoryId,
    pullNumber,
  }: {
    repositoryId: number;
    pullNumber: number;
  }): Promise<void> {
    const stored = await store.pullRequests.get(repositoryId, pullNumber);
    if (stored === undefined) return;
    const repository = github.forRepository(stored);
    const now = await repository.pullRequest(pullNumber);
    const pullRequest = refreshed(stored, now);
    await store.pullRequests.save(pullRequest);

    const wanted = now.state === 'open' && !now.draft;
    const submissions = await store.submissions.forPullRequest(repositoryId, pullNumber);
    const pointless = superseded(submissions, wanted ? now.headSha : '');
    if (pointless.length > 0) await store.submissions.requestCancel(pointless.map(({ id }) => id));
    if (wanted) {
      const selected = selectExercises(
        await repository.changedFiles(pullNumber),
        new Set(exercises.titles.keys()),
      );
      for (const exercise of selected) await open(pullRequest, exercise, submissions);
      if (selected.length === 0) await needs.announceNoExercise(pullRequest, [...exercises.titles.keys()]);
    }
    await queues.publish({ v: 1, repositoryId, pullNumber });
  };

  async function open(
    pullRequest: StoredPullRequest,
    { slug, folder }: SelectedExercise,
    known: readonly Submission[],
  ): Promise<void> {
    const { repositoryId, number: pullNumber, headSha, authorId, authorLogin } = pullRequest;
    const { submission } = await store.submissions.open({
      id: needs.identifiers.next(),
      identity: {
        repositoryId,
        pullNumber,
        headSha,
        exercise: slug,
        attempt: attemptToOpen(known, headSha, slug),
      },
      authorId,
      authorLogin,
      exerciseTitle: exercises.titles.get(slug) ?? { en: slug, ja: slug },
      folder,
    });
    if (submission.state !== 'queued') return;
    // Whoever has much in the queue already waits behind those who have little.
    const priority = Math.min(1000, Math.max(1, await store.submissions.openCountByAuthor(authorId)));
    await queues.grade({ v: 1, submissionId: submission.id }, { priority, delayMs: needs.debounceMs });
  }
}

/** The newest attempt at this commit, or one more where that was cancelled: a reopened pull request, a commit that came back. */
function attemptToOpen(known: readonly Submission[], headSha: string, exercise: string): number {
  const newest = newestAttempts(known, headSha).find((submission) => submission.exercise === exercise);
  if (newest === undefined) return 1;
  return newest.state === 'cancelled' || newest.cancelRequested ? newest.attempt + 1 : newest.attempt;
}

function refreshed(stored: StoredPullRequest, now: PullRequestNow): StoredPullRequest {
  return {
    ...stored,
    headSha: now.headSha,
    state: now.state,
    draft: now.draft,
    authorId: now.author.id,
    authorLogin: now.author.login,
    updatedAt: now.updatedAt,
  };
}
