import { Failure } from '../domain/failure.ts';
import type { GradingReport } from '../domain/grading-report.ts';
import { checkRunName, renderCheckRun } from '../report/check-run.ts';
import { commentMarker, renderComment, type CommentInput } from '../report/comment.ts';
import type { Publisher } from '../github/publisher.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';
import { currentSubmissions, viewOf, type ReportedSubmission } from './submission-views.ts';

interface Publication {
  submissionId: string;
  revision: number;
  /** False when the check shows this revision already. */
  checkPending: boolean;
}

/** Whether GitHub shows everything now, or its rate limit made a part wait: nothing is lost, it stays pending. */
export type PublicationOutcome = 'published' | 'check-waits' | 'comment-waits';

export interface PublishNeeds {
  store: {
    pullRequests: {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      setCommentId(repositoryId: number, number: number, commentId: number | undefined): Promise<void>;
      withLock<T>(repositoryId: number, number: number, work: (lost: AbortSignal) => Promise<T>): Promise<T>;
    };
    submissions: {
      forPullRequest(repositoryId: number, number: number): Promise<Omit<ReportedSubmission, 'report'>[]>;
      setCheckRun(id: string, checkRunId: number): Promise<void>;
    };
    runs: { latestReport(submissionId: string): Promise<GradingReport | undefined> };
    publications: {
      forPullRequest(repositoryId: number, number: number): Promise<Publication[]>;
      checked(submissionId: string, revision: number): Promise<void>;
      published(submissionId: string, revision: number): Promise<void>;
    };
  };
  publisher: Publisher;
  languages: CommentInput['languages'];
  notGraded: 'neutral' | 'action_required';
  /** Names this deployment in the comment's marker, so that two deployments do not fight over one comment. */
  deployment: string;
  detailsUrl(submissionId: string): string | undefined;
}

/**
 * Handles one publish message: brings the check runs and the comment of a pull request up to date with the
 * store. Reads first what is to be published, then the state: a change in between stays pending. Safe to run
 * twice; one process at a time works on a pull request. Where GitHub's rate limit leaves no room the rest waits, and
 * a check does not wait for another one's comment.
 */
export function createPublishing(needs: PublishNeeds) {
  const { store, publisher } = needs;

  return async function publishPullRequest({
    repositoryId,
    pullNumber,
  }: {
    repositoryId: number;
    pullNumber: number;
  }): Promise<PublicationOutcome> {
    return store.pullRequests.withLock(repositoryId, pullNumber, async (lost) => {
      const pending = await store.publications.forPullRequest(repositoryId, pullNumber);
      const pullRequest = await store.pullRequests.get(repositoryId, pullNumber);
      if (pending.length === 0 || pullRequest === undefined) return 'published';
      const all = await reported(repositoryId, pullNumber);
      const wanted = all.filter(({ id }) => pending.some(({ submissionId }) => submissionId === id));
      for (const { submissionId, revision, checkPending } of pending) {
        const submission = wanted.find(({ id }) => id === submissionId);
        if (submission === undefined || !checkPending) continue;
        lost.throwIfAborted();
        if (!(await fits(publishCheck(pullRequest, submission, all)))) return 'check-waits';
        await store.publications.checked(submissionId, revision);
      }
      lost.throwIfAborted();
      if (commentIsWorthIt(pullRequest, wanted) && !(await fits(publishComment(pullRequest, all))))
        return 'comment-waits';
      for (const { submissionId, revision } of pending)
        await store.publications.published(submissionId, revision);
      return 'published';
    });
  };

  async function reported(repositoryId: number, pullNumber: number): Promise<ReportedSubmission[]> {
    const submissions = await store.submissions.forPullRequest(repositoryId, pullNumber);
    return Promise.all(
      submissions.map(async (submission) => ({
        ...submission,
        report: await store.runs.latestReport(submission.id),
      })),
    );
  }

  async function publishCheck(
    pullRequest: StoredPullRequest,
    submission: ReportedSubmission,
    all: readonly ReportedSubmission[],
  ) {
    const view = viewOf(submission, all, needs.detailsUrl);
    const { status, conclusion, output } = renderCheckRun(view, {
      languages: needs.languages,
      notGraded: needs.notGraded,
    });
    const { report } = submission;
    try {
      const { checkRunId } = await publisher.publishCheck({
        repository: pullRequest,
        headSha: submission.headSha,
        name: checkRunName(submission.exercise),
        externalId: submission.id,
        status,
        output,
        ...(conclusion === undefined ? {} : { conclusion }),
        ...(submission.checkRunId === undefined ? {} : { knownCheckRunId: submission.checkRunId }),
        ...(view.detailsUrl === undefined ? {} : { detailsUrl: view.detailsUrl }),
        ...(report === undefined
          ? {}
          : { startedAt: new Date(report.startedAt), completedAt: new Date(report.finishedAt) }),
      });
      if (checkRunId !== undefined && checkRunId !== submission.checkRunId)
        await store.submissions.setCheckRun(submission.id, checkRunId);
    } catch (error) {
      // A force push can take the commit away; then there is nowhere left to tell the result, and nobody to miss it.
      if (!(error instanceof Failure && error.code === 'commit-gone')) throw error;
    }
  }

  async function publishComment(pullRequest: StoredPullRequest, all: readonly ReportedSubmission[]) {
    const { repositoryId, number, headSha, authorLogin, commentId: known } = pullRequest;
    const views = currentSubmissions(all, headSha).map((submission) =>
      viewOf(submission, all, needs.detailsUrl),
    );
    if (views.length === 0) return;
    const marker = `${needs.deployment}/${repositoryId}/${number}`;
    const body = renderComment({
      marker,
      pullRequest: { number, headSha, authorLogin },
      languages: needs.languages,
      submissions: views,
    });
    const { commentId } = await publisher.publishComment({
      repository: pullRequest,
      number,
      marker: commentMarker(marker),
      body,
      ...(known === undefined ? {} : { knownCommentId: known }),
    });
    if (commentId !== known) await store.pullRequests.setCommentId(repositoryId, number, commentId);
  }
}

/** False when GitHub's rate limit leaves no room now. */
async function fits(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'rate-limited') return false;
    throw error;
  }
}

/** Moving from queued to grading shows in the check; editing the comment for it would only spend GitHub's write budget. */
function commentIsWorthIt(pullRequest: StoredPullRequest, wanted: readonly ReportedSubmission[]): boolean {
  return pullRequest.commentId === undefined || wanted.some(({ state }) => state !== 'grading');
}
