import { createHash } from 'node:crypto';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import { isWithdrawn } from '../../domain/submissions/is-withdrawn.ts';
import { newestAttempts } from '../../domain/submissions/newest-attempts.ts';
import { isOnCheck, type Notice } from '../../domain/submissions/notice.ts';
import type { Publisher } from '../../github/publishing/publisher.ts';
import { GRADING_CHECK, renderGradingCheck, type GradingCheckInput } from '../../report/grading-check.ts';
import { outcomeOf } from '../../report/blocks/outcome.ts';
import type { SubmissionView } from '../../report/submission-view.ts';
import type { Store } from '../../store/store.ts';
import type { PublicationSnapshot } from './publication-snapshot.ts';
import { unlessCommitGone } from './publish-failures.ts';
import type { StoredPullRequest } from '../intake/stored-pull-request.ts';
import type { PublishedSubmission } from './submission-views.ts';

export interface GradingCheckNeeds {
  store: {
    gradingChecks: Pick<Store['gradingChecks'], 'of' | 'showing'>;
    pullRequests: { notWithdrawnAt(repositoryId: number, headSha: string): Promise<StoredPullRequest[]> };
  };
  publisher: Pick<Publisher, 'publishCheck'>;
  editions: {
    read(pullRequest: StoredPullRequest, heads: readonly string[]): Promise<PublicationSnapshot>;
    view(edition: PublicationSnapshot, submission: PublishedSubmission): Promise<SubmissionView>;
  };
}

/** What GitHub shows of one commit, as far as it is known. */
type Shown = Awaited<ReturnType<Store['gradingChecks']['of']>>[number];

/**
 * Makes the publication of the check `grading`: of the head, of older commits that it was shown on, and of the commits
 * of merge queues that wait for it. The edition must have been read with the older commits. It is sent only when it shows
 * something else than before.
 */
export function createGradingCheckPublishing({ store, publisher, editions }: GradingCheckNeeds) {
  return async function publishGradingChecks(
    edition: PublicationSnapshot,
    heads: readonly string[],
  ): Promise<void> {
    const { repositoryId, number, headSha } = edition.pullRequest;
    const all = [...new Set([headSha, ...heads])];
    const known = await store.gradingChecks.of(repositoryId, number, all);

    for (const head of all) {
      const shown = known.find((one) => one.headSha === head);
      if (shown !== undefined || (head === headSha && isWanted(edition)))
        await show(edition, head, head, shown);
    }

    for (const waiting of known)
      if (waiting.merges === number && !waiting.completed && !all.includes(waiting.headSha))
        await show(edition, headSha, waiting.headSha, waiting);
  };

  /** Shows on one commit what is to be said of another; they differ where a merge queue made one of its own. */
  async function show(
    edition: PublicationSnapshot,
    of: string,
    on: string,
    shown: Shown | undefined,
  ): Promise<void> {
    const input = await inputOf(edition, of);
    if (input === undefined) return;
    const check = renderGradingCheck(input, edition.rules);
    const isCompleted = check.status === 'completed';
    const digest = createHash('sha256').update(JSON.stringify(check)).digest('hex');
    if (shown?.shown === digest) return;
    const isNewRound = shown?.completed === true && !isCompleted;
    const round = (shown?.round ?? 1) + (isNewRound ? 1 : 0);
    const { pullRequest } = edition;
    let checkRunId: number | undefined;

    await unlessCommitGone(async () => {
      ({ checkRunId } = await publisher.publishCheck({
        repository: pullRequest,
        headSha: on,
        name: GRADING_CHECK,
        externalId: `grading-${round}`,
        ...check,
        ...(shown?.checkRunId === undefined || isNewRound ? {} : { knownCheckRunId: shown.checkRunId }),
      }));
    });

    await store.gradingChecks.showing(pullRequest.repositoryId, {
      ...{ headSha: on, round, shown: digest, completed: isCompleted },
      ...(checkRunId === undefined ? {} : { checkRunId }),
    });
  }

  /** What there is to say of a commit; undefined without anything. */
  async function inputOf(
    edition: PublicationSnapshot,
    headSha: string,
  ): Promise<GradingCheckInput | undefined> {
    const own = await contributionOf(edition, headSha);
    if (own.exercises.some(isOpen)) return own;
    const { repositoryId, number } = edition.pullRequest;
    // A check belongs to a commit, and several pull requests may have it as their head.
    const here = await store.pullRequests.notWithdrawnAt(repositoryId, headSha);
    if (here.every((one) => one.number === number)) return orNothing(own);

    const each = await Promise.all(
      here.map(async (one) =>
        one.number === number ? own : contributionOf(await editions.read(one, []), headSha),
      ),
    );

    const graded = each.filter(({ exercises }) => exercises.length > 0);
    // A pull request of which nothing was taken has no say beside one whose work was graded.
    const { notice } = (graded.length > 0 ? graded : each).find((one) => one.notice !== undefined) ?? {};
    return orNothing({ exercises: oncePerExercise(graded), ...(notice && { notice }) });
  }

  async function contributionOf(edition: PublicationSnapshot, headSha: string): Promise<GradingCheckInput> {
    const notice = noticeAt(edition.pullRequest.notice, headSha);
    // What the pull request touches no more has no say, whatever became of it.
    const touched = notice?.kind === 'no-exercise' ? [] : newestAttempts(edition.all, headSha);
    const open = touched.filter(({ state }) => state === 'queued' || state === 'grading');
    const ended = open.length > 0 ? [] : touched;

    const outcomes = await Promise.all(
      ended.map(async (one) => ({
        slug: one.exercise,
        outcome: outcomeOf((await editions.view(edition, one)).progress),
      })),
    );

    // While anything is open nobody is told how the others ended, so it need not be read.
    const exercises =
      open.length > 0
        ? touched.map(({ exercise }) => ({ slug: exercise, outcome: 'grading' as const }))
        : outcomes;

    return { exercises, ...(notice && { notice }) };
  }
}

/** Pushes that concern no exercise are everyday life, and nobody merges them. */
function isWanted({ pullRequest }: PublicationSnapshot): boolean {
  if (pullRequest.number !== DEFAULT_BRANCH) return !isWithdrawn(pullRequest);
  return noticeAt(pullRequest.notice, pullRequest.headSha) !== undefined;
}

function noticeAt(notice: Notice | undefined, headSha: string): Notice | undefined {
  return notice?.headSha === headSha && isOnCheck(notice) ? notice : undefined;
}

function isOpen({ outcome }: GradingCheckInput['exercises'][number]): boolean {
  return outcome === 'queued' || outcome === 'grading';
}

function orNothing(input: GradingCheckInput): GradingCheckInput | undefined {
  return input.exercises.length === 0 && input.notice === undefined ? undefined : input;
}

/** What runs counts before what ended, and what ended before what was cancelled; else the later pull request. */
function oncePerExercise(each: readonly GradingCheckInput[]): GradingCheckInput['exercises'] {
  const exercises = new Map<string, GradingCheckInput['exercises'][number]>();

  for (const one of each.flatMap((input) => input.exercises)) {
    const known = exercises.get(one.slug);
    if (known === undefined || (!isOpen(known) && one.outcome !== 'cancelled')) exercises.set(one.slug, one);
  }

  return [...exercises.values()].sort((a, b) => a.slug.localeCompare(b.slug));
}
