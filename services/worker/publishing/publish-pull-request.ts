import { createHash } from 'node:crypto';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import { isInComment } from '../../domain/submissions/notice.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { withLogFacts } from '../../observability/log-facts.ts';
import { withSpan } from '../../observability/spans.ts';
import { checkRunName, renderCheckRun } from '../../report/check-run.ts';
import { commentMarker, renderComment } from '../../report/comment.ts';
import type { Publisher } from '../../github/publishing/publisher.ts';
import {
  createPublicationSnapshots,
  type PublicationSnapshot,
  type PublicationSnapshotNeeds,
} from './publication-snapshot.ts';
import { livingTwin } from './living-twin.ts';
import { fits, unlessCommitGone } from './publish-failures.ts';
import { createGradingCheckPublishing, type GradingCheckNeeds } from './publish-grading-check.ts';
import type { StoredPullRequest } from '../intake/stored-pull-request.ts';
import { currentSubmissions, type PublishedSubmission } from './submission-views.ts';

interface Publication {
  submissionId: string;
  headSha: string;
  revision: number;
  /** False when the check shows this revision already. */
  checkPending: boolean;
  /** When the oldest change was made that is not published. */
  wantedAt: Date;
}

/** Whether GitHub shows everything now, or its rate limit made a part wait: nothing is lost, it stays pending. */
export type PublicationOutcome = 'published' | 'check-waits' | 'comment-waits';

export interface PublishNeeds extends PublicationSnapshotNeeds {
  store: PublicationSnapshotNeeds['store'] & {
    pullRequests: GradingCheckNeeds['store']['pullRequests'] & {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      setComment(repositoryId: number, number: number, comment: { id: number; hash: string }): Promise<void>;
      withLock<T>(repositoryId: number, number: number, work: (lost: AbortSignal) => Promise<T>): Promise<T>;
      unpublished(repositoryId: number, number: number): Promise<number | undefined>;
      published(repositoryId: number, number: number, revision: number): Promise<void>;
    };
    gradingChecks: GradingCheckNeeds['store']['gradingChecks'];
    submissions: {
      setCheckRun(id: string, checkRunId: number): Promise<void>;
      swapCheckRuns(id: string, other: string): Promise<void>;
      forCommit(repositoryId: number, headSha: string): Promise<(Submission & { checkRunId?: number })[]>;
      newestHandedIn(repositoryId: number, number: number): Promise<PublishedSubmission[]>;
    };
    publications: {
      forPullRequest(repositoryId: number, number: number): Promise<Publication[]>;
      wanted(submissionId: string): Promise<void>;
      checked(submissionId: string, revision: number): Promise<void>;
      published(submissionId: string, revision: number): Promise<void>;
    };
  };
  publisher: Publisher;
  /** Names this deployment in the comment's marker, so that two deployments do not fight over one comment. */
  deployment: string;
  now: () => number;
  /** Told of each change that GitHub shows now: milliseconds since it was made. */
  onPublished?(lagMs: number): void;
}

/**
 * Handles one publish message: brings the check runs and the comment of a pull request up to date with the
 * store. Reads first what is to be published, then the state: a change in between stays pending. Safe to run
 * twice; one process at a time works on a pull request. Where GitHub's rate limit leaves no room the rest waits, and
 * a check does not wait for another one's comment. Whatever GitHub refuses is thrown and stays pending.
 */
export function createPublishing(needs: PublishNeeds) {
  const { store, publisher } = needs;
  const editions = createPublicationSnapshots(needs);
  const publishGradingChecks = createGradingCheckPublishing({ store, publisher, editions });

  return async function publishPullRequest({
    repositoryId,
    pullNumber,
  }: {
    repositoryId: number;
    pullNumber: number;
  }): Promise<PublicationOutcome> {
    return store.pullRequests.withLock(repositoryId, pullNumber, async (lost) => {
      const asked = await store.pullRequests.unpublished(repositoryId, pullNumber);
      const pending = await store.publications.forPullRequest(repositoryId, pullNumber);
      const pullRequest = await store.pullRequests.get(repositoryId, pullNumber);
      if ((pending.length === 0 && asked === undefined) || pullRequest === undefined) return 'published';
      const heads = pending.map(({ headSha }) => headSha);
      const edition = await editions.read(pullRequest, heads);
      const waits = await publishAll(edition, pending, asked !== undefined, lost);
      if (waits !== undefined) return waits;

      for (const { submissionId, revision, wantedAt } of pending) {
        await store.publications.published(submissionId, revision);
        needs.onPublished?.(needs.now() - wantedAt.getTime());
      }

      if (asked !== undefined) await store.pullRequests.published(repositoryId, pullNumber, asked);
      return 'published';
    });
  };

  /** What GitHub's rate limit made wait; undefined when all is said. */
  async function publishAll(
    edition: PublicationSnapshot,
    pending: readonly Publication[],
    asked: boolean,
    lost: AbortSignal,
  ): Promise<'check-waits' | 'comment-waits' | undefined> {
    const wanted = edition.all.filter(({ id }) => pending.some(({ submissionId }) => submissionId === id));

    for (const { submissionId, revision, checkPending } of pending) {
      const submission = wanted.find(({ id }) => id === submissionId);
      if (submission === undefined || !checkPending) continue;
      lost.throwIfAborted();
      const publish = () => withSpan('publish check', {}, () => publishCheck(edition, submission));
      if (!(await fits(withLogFacts({ submissionId }, publish)))) return 'check-waits';
      await store.publications.checked(submissionId, revision);
    }

    lost.throwIfAborted();
    const heads = wanted.map(({ headSha }) => headSha);
    if (!(await fits(publishGradingChecks(edition, heads)))) return 'check-waits';
    lost.throwIfAborted();
    if (!asked && !commentIsWorthIt(edition.pullRequest, wanted)) return undefined;
    return (await fits(withSpan('publish comment', {}, () => publishComment(edition))))
      ? undefined
      : 'comment-waits';
  }

  async function publishCheck(edition: PublicationSnapshot, submission: PublishedSubmission) {
    const { pullRequest, rules } = edition;
    const twin = await twinOfCancelled(submission);
    const knownCheckRunId = twin === undefined ? submission.checkRunId : await giveWay(submission, twin);
    if (twin !== undefined && knownCheckRunId === undefined) return;
    const shown = await editions.view(edition, submission);
    const { status, conclusion, output, actions } = renderCheckRun(shown, rules);
    const { report } = await editions.reported(edition, submission);

    await unlessCommitGone(async () => {
      const { checkRunId } = await publisher.publishCheck({
        repository: pullRequest,
        headSha: submission.headSha,
        name: checkRunName(submission.exercise),
        externalId: submission.id,
        status,
        output,
        actions,
        ...(conclusion === undefined ? {} : { conclusion }),
        ...(knownCheckRunId === undefined ? {} : { knownCheckRunId }),
        ...(shown.detailsUrl === undefined ? {} : { detailsUrl: shown.detailsUrl }),
        ...(report === undefined
          ? {}
          : { startedAt: new Date(report.startedAt), completedAt: new Date(report.finishedAt) }),
      });

      if (checkRunId !== undefined && checkRunId !== knownCheckRunId)
        await store.submissions.setCheckRun(submission.id, checkRunId);
    });
  }

  /** Asked only of what was cancelled, which is rare. */
  async function twinOfCancelled(submission: PublishedSubmission) {
    if (submission.state !== 'cancelled') return undefined;
    const { repositoryId, headSha } = submission;
    return livingTwin(submission, await store.submissions.forCommit(repositoryId, headSha));
  }

  /**
   * Keeps a cancellation from hiding what became of its twin: that goes on in the newer check run. Returns the check run in
   * which the cancelled one ends; undefined when none was made for it, and then none is.
   */
  async function giveWay(
    { id, checkRunId }: PublishedSubmission,
    twin: { id: string; checkRunId?: number },
  ): Promise<number | undefined> {
    // Commit statuses have no ids; there the last one set counts.
    if (checkRunId === undefined) await store.publications.wanted(twin.id);
    if (checkRunId === undefined || twin.checkRunId === undefined || checkRunId < twin.checkRunId)
      return checkRunId;
    // First asked for, then done: between the two nothing may end that would leave the newer check run alone.
    await store.publications.wanted(twin.id);
    await store.submissions.swapCheckRuns(id, twin.id);
    return twin.checkRunId;
  }

  async function publishComment(edition: PublicationSnapshot) {
    const { pullRequest, rules, all } = edition;
    const { repositoryId, number, headSha, authorLogin, commentId: known, helpWanted } = pullRequest;
    if (number === DEFAULT_BRANCH) return;
    const isTouched = pullRequest.notice?.headSha !== headSha || pullRequest.notice.kind !== 'no-exercise';
    const handedIn = isTouched ? await store.submissions.newestHandedIn(repositoryId, number) : [];
    const current = isTouched ? currentSubmissions([...all, ...handedIn], headSha) : [];
    const views = await Promise.all(current.map((submission) => editions.view(edition, submission)));

    const notice =
      pullRequest.notice !== undefined &&
      pullRequest.notice.headSha === headSha &&
      isInComment(pullRequest.notice, known !== undefined)
        ? pullRequest.notice
        : undefined;

    // A head that was not taken in yet, or a draft: what the comment says of the last one stands until there is more.
    if (views.length === 0 && notice === undefined && !helpWanted) return;
    const marker = `${needs.deployment}/${repositoryId}/${number}`;

    const body = renderComment({
      marker,
      pullRequest: { number, headSha, authorLogin },
      languages: rules.languages,
      timeZone: rules.timeZone,
      submissions: views,
      helpOpen: helpWanted,
      handIn: rules.handIn,
      ...(notice === undefined ? {} : { notice }),
    });

    const hash = createHash('sha256').update(body).digest('hex');
    if (known !== undefined && pullRequest.commentHash === hash) return;

    const { commentId } = await publisher.publishComment({
      repository: pullRequest,
      number,
      marker: commentMarker(marker),
      body,
      ...(known === undefined ? {} : { knownCommentId: known }),
    });

    await store.pullRequests.setComment(repositoryId, number, { id: commentId, hash });
  }
}

/** Moving from queued to grading shows in the check; editing the comment for it would only spend GitHub's write budget. */
function commentIsWorthIt(pullRequest: StoredPullRequest, wanted: readonly PublishedSubmission[]): boolean {
  return pullRequest.commentId === undefined || wanted.some(({ state }) => state !== 'grading');
}
