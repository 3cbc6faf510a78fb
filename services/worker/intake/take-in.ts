import type { Localized } from '../../../graders/contract/localized.ts';
import type { AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import { isWithdrawn } from '../../domain/submissions/is-withdrawn.ts';
import { newestAttempts } from '../../domain/submissions/newest-attempts.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import type { Submission, SubmissionIdentity } from '../../domain/submissions/submission.ts';
import { superseded } from '../../domain/submissions/supersede.ts';
import type { AccountKind } from '../credit/account-kind.ts';
import { noticeOf, type AdmissionSource } from './admission.ts';
import { exerciseMap } from './exercise-map.ts';
import { creditOf } from '../credit/credit-of.ts';
import { creditJudge, type CreditSource, type CreditStore } from '../credit/judge-credit.ts';
import { explainChanges } from './explain-changes.ts';
import { findChanges, type ChangeSource } from './find-changes.ts';
import { isReplaced, openHandedIn } from './open-handed-in.ts';
import { openEach, type Opened, type OpenExercise } from './open-each.ts';
import type { HeadNow, HeadSource } from './head-now.ts';
import { githubBehind, type Try } from './github-behind.ts';
import { firstHeard, type HeardHeads } from './first-heard.ts';
import { readSettledHead, type SettledNeeds } from './read-settled-head.ts';
import { reasonToHold, type HoldSource } from './reason-to-hold.ts';
import { reasonNotToGrade } from './reason-not-to-grade.ts';
import { selectExercises, type ExerciseMap, type SelectedExercise } from './select-exercises.ts';
import { teamAdmission, type TeamAdmission, type TeamSource } from './team-admission.ts';
import type { RepositoryReference, StoredPullRequest } from './stored-pull-request.ts';
import { whoHandsIn, type CommitLog } from '../credit/who-hands-in.ts';

export interface IntakeNeeds extends SettledNeeds {
  store: {
    pullRequests: {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      save(pullRequest: StoredPullRequest, over: string): Promise<{ headSha: string }>;
      change(repositoryId: number, number: number, change: { notice: Notice | null }): Promise<void>;
    };
    submissions: HoldSource['submissions'] &
      AdmissionSource['submissions'] &
      CreditStore['submissions'] & {
        forPullRequest(repositoryId: number, number: number): Promise<Submission[]>;
        correctTimes(repositoryId: number, number: number): Promise<void>;
        open(submission: {
          id: string;
          identity: SubmissionIdentity;
          authorId: number;
          authorLogin: string;
          courseId: string;
          submittedAt: Date;
          exerciseTitle: Localized;
          folder: string;
          limits?: AttemptLimits;
          handedIn?: boolean;
          uncredited?: Uncredited;
          team?: NonNullable<TeamAdmission['team']>;
        }): Promise<{ submission: Submission } | 'no-attempt-left'>;
        requestCancel(ids: readonly string[]): Promise<unknown>;
        openCountByAuthor(authorId: number): Promise<number>;
      };
    courseFiles: HoldSource['courseFiles'];
    assignments: AdmissionSource['assignments'];
    teams: TeamSource;
    heads: HeardHeads;
    members: CreditStore['members'];
    handIns: { newest(repositoryId: number, pullNumber: number): Promise<HandIn[]> };
  };
  queues: {
    grade(
      message: { v: 1; submissionId: string },
      options: { priority: number; delayMs: number },
    ): Promise<void>;
    publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  };
  github: {
    forRepository(reference: RepositoryReference): HeadSource & ChangeSource & CreditSource & CommitLog;
  };
  courses: {
    rulesFor(repository: RepositoryReference): Promise<CourseRules>;
    /** Reads the course again if this is the default branch of an instructor repository. */
    refresh(repository: RepositoryReference, head: () => Promise<{ headSha: string }>): Promise<void>;
  };
  exercises: { titles: ReadonlyMap<string, Localized> };
  identifiers: Identifiers;
  now: () => number;
  logger: { warn(facts: object, message: string): void };
  /** Milliseconds a submission waits for a newer push before it takes a cluster. */
  debounceMs: number;
}

/** What is to be graded of a pull request or a push, and whose it is. */
interface Work {
  kind: AccountKind;
  /** With who handed it in as the author. */
  pullRequest: StoredPullRequest;
  known: readonly Submission[];
  rules: CourseRules;
  map: ExerciseMap;
  judge: ReturnType<typeof creditJudge>;
}

/** A head that was settled, and when it was first heard of. */
interface Look {
  now: HeadNow;
  heardAt: Date;
  delivery: Try;
}

/**
 * Handles one intake message: looks at the pull request as it is now, whatever event caused the message, opens a
 * submission for each exercise it touches and cancels those of older commits. Running it twice changes nothing. Returns the
 * head that was looked at, and how many submissions it opened; undefined when nothing is known of the pull request. Throws
 * `github-behind` when GitHub answers something older than it told.
 */
export function createIntake(needs: IntakeNeeds) {
  const { store, queues, github, exercises } = needs;

  return async function takeIn(
    { repositoryId, pullNumber }: { repositoryId: number; pullNumber: number },
    delivery: Try,
  ): Promise<{ headSha: string; opened: number } | undefined> {
    const stored = await store.pullRequests.get(repositoryId, pullNumber);
    if (stored === undefined) return undefined;
    const settle = () => readSettledHead(needs, github.forRepository(stored), stored, delivery);
    if (pullNumber === DEFAULT_BRANCH) await needs.courses.refresh(stored, settle);
    const rules = await needs.courses.rulesFor(stored);
    if ((rules.gradedBy === 'push') !== (pullNumber === DEFAULT_BRANCH))
      return { headSha: stored.headSha, opened: 0 };
    const now = await settle();
    const pullRequest = refreshed(stored, now);
    requireNewest(now, await store.pullRequests.save(pullRequest, stored.headSha));
    const heardAt = await firstHeard(store.heads, pullRequest, new Date(needs.now()));
    const look = { now, heardAt, delivery };

    const byPush = rules.handIn === 'push';
    // A draft that somebody hands in is meant.
    const wanted = !isWithdrawn(now) && (!now.draft || rules.drafts === 'grade' || !byPush);
    const handIns = byPush ? [] : await store.handIns.newest(repositoryId, pullNumber);
    // An event may have come after what was opened without it.
    await store.submissions.correctTimes(repositoryId, pullNumber);
    const submissions = await store.submissions.forPullRequest(repositoryId, pullNumber);

    const pointless = superseded(submissions, wanted ? now.headSha : '').filter(
      (one) => one.handedIn !== true || isReplaced(one, handIns),
    );

    if (pointless.length > 0) await store.submissions.requestCancel(pointless.map(({ id }) => id));

    let opened = 0;

    if (wanted) {
      const work = await workOf(pullRequest, now.author, submissions, rules);
      if (work.kind === 'nobody')
        needs.logger.warn(
          { repositoryId, pullNumber, headSha: now.headSha },
          'its author was deleted: not graded',
        );

      const reason =
        reasonNotToGrade(work.kind, pullRequest) ??
        (work.kind === 'learner'
          ? await reasonToHold(store, work.pullRequest, rules, now.fromFork)
          : undefined);

      const result =
        reason !== undefined
          ? { opened: 0, notice: reason }
          : byPush
            ? await openAll(work, look)
            : await openHandedIn(handIns, now.headSha, rules, opener(work, true));

      opened = result.opened;
      await store.pullRequests.change(repositoryId, pullNumber, { notice: result.notice ?? null });
    }

    await queues.publish({ v: 1, repositoryId, pullNumber });
    return { headSha: now.headSha, opened };
  };

  async function workOf(
    pullRequest: StoredPullRequest,
    author: HeadNow['author'],
    known: readonly Submission[],
    rules: CourseRules,
  ): Promise<Work> {
    const repository = github.forRepository(pullRequest);
    const map = exerciseMap(rules, new Set(exercises.titles.keys()), pullRequest.name);
    const of = { pullRequest, author, rules, submissions: known, map };
    const { kind, id: authorId, login: authorLogin } = await whoHandsIn(store.members, repository, of);
    const judge = creditJudge(store, repository, { ...pullRequest, authorId, rules });
    return { kind, pullRequest: { ...pullRequest, authorId, authorLogin }, known, rules, map, judge };
  }

  /** Opens a submission for each exercise that was touched. Its notice says what there is to say of the others. */
  async function openAll(work: Work, { now, heardAt, delivery }: Look): Promise<Opened> {
    const { pullRequest, known, map } = work;
    const { headSha, number } = pullRequest;
    const repository = github.forRepository(pullRequest);

    const changes = await findChanges(repository, {
      ...{ number, map, delivery },
      head: now,
      submissions: known,
    });

    const selected = selectExercises(changes.files, map);
    const heard = selected.map((exercise) => ({ exercise, said: { headSha, at: heardAt } }));
    const { opened, refused } = await openEach(heard, opener(work, false));

    const notice =
      noticeOf(refused, headSha) ??
      (await explainChanges(repository, changes, { number, headSha, map, selected }));

    return { opened, ...(notice !== undefined && { notice }) };
  }

  /** Opens an exercise and queues it. When it may not be graded now, opens nothing. */
  function opener(work: Work, isHandedIn: boolean): OpenExercise {
    return (exercise, handedIn) => open(work, exercise, handedIn, isHandedIn);
  }

  async function open(
    { kind, pullRequest, known, rules, judge }: Work,
    exercise: SelectedExercise,
    { headSha, at: submittedAt }: Pick<HandIn, 'headSha' | 'at'>,
    isHandedIn: boolean,
  ): ReturnType<OpenExercise> {
    const { slug } = exercise;
    const { repositoryId, number: pullNumber, authorId, authorLogin } = pullRequest;
    const attempt = attemptToOpen(known, headSha, slug);
    const now = new Date(needs.now());
    const ask = () => teamAdmission(store, { authorId, exercise: slug }, rules, { submittedAt, now });
    // Limits are for learners.
    const { refusal, limits, team } = attempt.isNew && kind === 'learner' ? await ask() : {};
    if (refusal !== undefined) return { refusal, isNew: false };

    const { folder, uncredited } = attempt.isNew
      ? await creditOf(kind, exercise, judge, isHandedIn)
      : { folder: exercise.folder };

    const opened = await store.submissions.open({
      id: needs.identifiers.next(),
      identity: { repositoryId, pullNumber, headSha, exercise: slug, attempt: attempt.number },
      authorId,
      authorLogin,
      courseId: rules.courseId,
      submittedAt,
      exerciseTitle: exercises.titles.get(slug) ?? { en: slug, ja: slug },
      folder,
      ...(limits !== undefined && { limits }),
      ...(team !== undefined && { team }),
      ...(isHandedIn && { handedIn: true }),
      ...(uncredited !== undefined && { uncredited }),
    });

    // Another pull request took the last attempt since we asked.
    if (opened === 'no-attempt-left') return { refusal: (await ask()).refusal, isNew: false };
    const { submission } = opened;
    if (submission.state !== 'queued') return { isNew: attempt.isNew };
    // Whoever has much in the queue already waits behind those who have little.
    const priority = Math.min(1000, Math.max(1, await store.submissions.openCountByAuthor(authorId)));
    await queues.grade({ v: 1, submissionId: submission.id }, { priority, delayMs: needs.debounceMs });
    return { isNew: attempt.isNew };
  }
}

/** The newest attempt at this commit, or one more where that was cancelled: a reopened pull request, a commit that came back. */
function attemptToOpen(
  known: readonly Submission[],
  headSha: string,
  exercise: string,
): { number: number; isNew: boolean } {
  const newest = newestAttempts(known, headSha).find((submission) => submission.exercise === exercise);
  if (newest === undefined) return { number: 1, isNew: true };
  return newest.state === 'cancelled' || newest.cancelRequested
    ? { number: newest.attempt + 1, isNew: true }
    : { number: newest.attempt, isNew: false };
}

function refreshed(stored: StoredPullRequest, now: HeadNow): StoredPullRequest {
  return {
    ...stored,
    headSha: now.headSha,
    state: now.state,
    merged: now.merged,
    draft: now.draft,
    authorId: now.author.id,
    authorLogin: now.author.login,
    updatedAt: now.updatedAt,
  };
}

/** Whoever looked at an older head, while an event of a newer one was stored, decides nothing by it. */
function requireNewest({ headSha }: HeadNow, stored: { headSha: string }): void {
  if (stored.headSha === headSha) return;

  const failure = githubBehind({ attempt: 1 }, `the head ${headSha} where it told of ${stored.headSha}`, {
    told: stored.headSha,
    answered: headSha,
  });

  if (failure !== undefined) throw failure;
}
