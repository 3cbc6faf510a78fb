import type { Localized } from '../../../graders/contract/localized.ts';
import type { AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import { isWithdrawn } from '../../domain/submissions/is-withdrawn.ts';
import { newestAttempts } from '../../domain/submissions/newest-attempts.ts';
import type { Notice, RefusedExercise } from '../../domain/submissions/notice.ts';
import type { Submission, SubmissionIdentity } from '../../domain/submissions/submission.ts';
import { noticeOf, type AdmissionSource } from '../intake/admission.ts';
import { attemptsLeft } from '../intake/attempts-left.ts';
import type { Said } from './hand-in.ts';
import { isStaff, type StaffSource } from '../credit/is-staff.ts';
import { currentSubmissions } from '../publishing/submission-views.ts';
import { teamAdmission, type TeamAdmission, type TeamSource } from '../intake/team-admission.ts';
import type { RepositoryReference, StoredPullRequest } from '../intake/stored-pull-request.ts';

interface KnownSubmission extends Submission {
  folder: string;
  courseId: string;
  submittedAt: Date;
  exerciseTitle?: Localized;
}

interface Request {
  kind:
    | 'regrade'
    | 'hint'
    | 'regrade-command'
    | 'help-command'
    | 'hint-command'
    | 'ok-to-grade-command'
    | 'submit-command';
  repositoryId: number;
  requesterId: number;
  requesterLogin: string;
  pullNumber?: number;
  commentId?: number;
  /** Of a button its commit, of `/submit` the head that was known when the comment arrived. */
  headSha?: string;
  submissionId?: string;
  /** When a comment was written, ISO 8601. */
  saidAt?: string;
}

const REACTIONS = ['eyes', 'rocket', '+1', 'confused', '-1'] as const;

type Reaction = (typeof REACTIONS)[number];

export interface RequestNeeds {
  store: {
    deliveries: {
      find(guid: string): Promise<{ action?: string } | undefined>;
      record(delivery: { guid: string; event: string; action: Reaction; receivedAt: Date }): Promise<void>;
    };
    pullRequests: {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      /** One that was not taken back, where there is such a one. */
      withHead(repositoryId: number, headSha: string): Promise<StoredPullRequest | undefined>;
      change(
        repositoryId: number,
        number: number,
        change: { gradingAllowed?: true; helpWanted?: true; hintsAt?: string; notice?: Notice },
      ): Promise<void>;
    };
    assignments: AdmissionSource['assignments'];
    teams: TeamSource & {
      /** Whether two learners are in one team now. */
      isTogether(courseId: string, one: number, other: number): Promise<boolean>;
    };
    members: StaffSource;
    submissions: AdmissionSource['submissions'] & {
      forPullRequest(repositoryId: number, number: number): Promise<KnownSubmission[]>;
      forCommit(repositoryId: number, headSha: string): Promise<KnownSubmission[]>;
      open(submission: {
        id: string;
        identity: SubmissionIdentity;
        authorId: number;
        authorLogin: string;
        courseId: string;
        submittedAt: Date;
        folder: string;
        exerciseTitle?: Localized;
        limits?: AttemptLimits;
        handedIn?: boolean;
        uncredited?: Uncredited;
        team?: NonNullable<TeamAdmission['team']>;
      }): Promise<{ submission: Submission } | 'no-attempt-left'>;
    };
  };
  queues: {
    grade(message: { v: 1; submissionId: string }, options: { priority: number }): Promise<void>;
    publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  };
  github: {
    forRepository(reference: RepositoryReference): {
      reactions: { add(commentId: number, content: Reaction): Promise<void> };
    };
  };
  courses: { rulesFor(repository: RepositoryReference): Promise<CourseRules> };
  /** Looks at the pull request as it is now, as after a push; `opened` counts the submissions that are new by that. */
  takeIn(message: {
    repositoryId: number;
    pullNumber: number;
  }): Promise<{ headSha: string; opened: number } | undefined>;
  /** Why the result of an exercise would count for nobody now; see `creditJudge`. */
  credit(
    pullRequest: StoredPullRequest,
    of: { authorId: number; slug: string; folder: string; isHandedIn: boolean },
  ): Promise<Uncredited | undefined>;
  /** Hands in the newest commit; false with a notice when nothing was. */
  handIn(pullRequest: StoredPullRequest, said: Said): Promise<boolean>;
  identifiers: Identifiers;
  now: () => number;
}

/** Behind first gradings, before repairs. */
const REGRADE_PRIORITY = 100;

/**
 * Handles a button or a command. A comment is answered once, however often its event arrives, and acknowledged by a
 * reaction: a rocket when work was queued, eyes when the comment of Saiten answers, thumbs up when something was allowed,
 * confusion when there is nothing to do (the comment says what to wait for; or the pull request was closed without being
 * merged), thumbs down for who may not ask.
 */
export async function answerRequest(needs: RequestNeeds, request: Request): Promise<void> {
  const { store, github, queues } = needs;
  const { repositoryId, commentId } = request;
  const pullRequest = await pullRequestOf(needs, request);
  if (pullRequest === undefined) return;
  const answered = commentId === undefined ? undefined : `comment-${repositoryId}-${commentId}`;
  const before = answered === undefined ? undefined : await store.deliveries.find(answered);
  let reaction = REACTIONS.find((one) => one === before?.action);

  if (before === undefined) {
    reaction = (await mayAsk(needs, pullRequest, request)) ? await answer(needs, pullRequest, request) : '-1';
    await queues.publish({ v: 1, repositoryId, pullNumber: pullRequest.number });
  }

  if (commentId === undefined || answered === undefined || reaction === undefined) return;
  // Before GitHub is told, which it may refuse for a while: what was asked is not carried out again for that.
  const receivedAt = new Date(needs.now());
  await store.deliveries.record({ guid: answered, event: request.kind, action: reaction, receivedAt });
  await github.forRepository(pullRequest).reactions.add(commentId, reaction);
}

/** GitHub tells of a button only the commit; which pull request it belongs to we know ourselves. */
async function pullRequestOf(
  { store }: RequestNeeds,
  { repositoryId, pullNumber, headSha, submissionId }: Request,
): Promise<StoredPullRequest | undefined> {
  if (pullNumber !== undefined) return store.pullRequests.get(repositoryId, pullNumber);
  if (headSha === undefined) return undefined;
  const submissions = await store.submissions.forCommit(repositoryId, headSha);
  const named = submissions.find(({ id }) => id === submissionId) ?? submissions.at(-1);
  if (named === undefined) return store.pullRequests.withHead(repositoryId, headSha);
  const own = await store.pullRequests.get(repositoryId, named.pullNumber);
  if (own === undefined || !isWithdrawn(own)) return own;
  return (await store.pullRequests.withHead(repositoryId, headSha)) ?? own;
}

/**
 * The author and their team may ask for their own work, staff of the course for any; allowing is for staff other than the author. Who may
 * write to the repository is no staff for that: fellow students often may.
 */
async function mayAsk(
  { store, courses }: RequestNeeds,
  pullRequest: StoredPullRequest,
  { kind, requesterId }: Request,
): Promise<boolean> {
  const { authorId } = pullRequest;
  if (kind === 'help-command') return true;
  if (requesterId === authorId) return kind !== 'ok-to-grade-command';
  const rules = await courses.rulesFor(pullRequest);
  if (await isStaff(store.members, rules, requesterId)) return true;
  if (kind === 'ok-to-grade-command') return false;
  return (
    (await store.teams.isTogether(rules.courseId, authorId, requesterId)) ||
    (await handedInBranch(store, pullRequest, requesterId))
  );
}

/** Whether somebody handed in by a branch that another one, such as a bot, pushed to last. */
async function handedInBranch(
  { submissions }: RequestNeeds['store'],
  { repositoryId, number }: StoredPullRequest,
  githubId: number,
): Promise<boolean> {
  if (number !== DEFAULT_BRANCH) return false;
  const all = await submissions.forPullRequest(repositoryId, number);
  return all.some(({ authorId }) => authorId === githubId);
}

async function answer(
  needs: RequestNeeds,
  pullRequest: StoredPullRequest,
  request: Request,
): Promise<Reaction> {
  const { repositoryId, number, headSha } = pullRequest;
  const { pullRequests } = needs.store;

  switch (request.kind) {
    case 'help-command':
      await pullRequests.change(repositoryId, number, { helpWanted: true });
      return 'eyes';
    case 'hint':
    case 'hint-command':
      await pullRequests.change(repositoryId, number, { hintsAt: headSha });
      return 'eyes';
    case 'ok-to-grade-command':
      await pullRequests.change(repositoryId, number, { gradingAllowed: true });
      await needs.takeIn({ repositoryId, pullNumber: number });
      return '+1';

    case 'submit-command': {
      const at = request.saidAt === undefined ? new Date(needs.now()) : new Date(request.saidAt);
      const known = request.headSha === undefined ? {} : { headSha: request.headSha };
      return (await needs.handIn(pullRequest, { at, ...known })) ? 'rocket' : 'confused';
    }

    case 'regrade':
    case 'regrade-command':
      return (await regrade(needs, pullRequest, request)) ? 'rocket' : 'confused';
  }
}

/**
 * Opens one more attempt at the current head, or at what was handed in last, for each exercise that is not being graded already, so that a second press
 * changes nothing. Limits hold for the author; whoever else may ask is staff. Returns whether work was queued.
 */
async function regrade(
  needs: RequestNeeds,
  { repositoryId, number: pullNumber }: StoredPullRequest,
  request: Request,
): Promise<boolean> {
  const { store } = needs;
  // The event of the newest push may be lost or late: then this grades it for the first time.
  const taken = await needs.takeIn({ repositoryId, pullNumber });
  const all = await store.submissions.forPullRequest(repositoryId, pullNumber);
  const pullRequest = await store.pullRequests.get(repositoryId, pullNumber);
  if (pullRequest === undefined || isWithdrawn(pullRequest)) return false;
  const only = all.find(({ id }) => id === request.submissionId)?.exercise;

  const newestOf = ({ headSha, exercise }: KnownSubmission) =>
    newestAttempts(all, headSha).filter((one) => one.exercise === exercise);

  const finished = currentSubmissions(all, pullRequest.headSha)
    .flatMap(newestOf)
    .filter(
      ({ exercise, state }) =>
        (only === undefined || exercise === only) && state !== 'queued' && state !== 'grading',
    );

  let queued = taken?.opened ?? 0;
  const refused: (Date | RefusedExercise)[] = [];

  for (const submission of finished) {
    const refusal = await openNext(needs, pullRequest, submission, request);
    if (refusal === undefined) queued += 1;
    else refused.push(refusal);
  }

  const notice = queued === 0 ? noticeOfRefusals(refused, pullRequest.headSha) : undefined;
  if (notice !== undefined) await store.pullRequests.change(repositoryId, pullNumber, { notice });
  return queued > 0;
}

/** Opens one more attempt, or says when the exercise may be graded again, or why not at all. */
async function openNext(
  needs: RequestNeeds,
  pullRequest: StoredPullRequest,
  known: KnownSubmission,
  request: Request,
): Promise<Date | RefusedExercise | undefined> {
  const { store, queues, identifiers } = needs;
  const { repositoryId, number: pullNumber } = pullRequest;
  // Of a branch the author is who pushed last, whoever handed this in.
  const { authorId, authorLogin } = pullNumber === DEFAULT_BRANCH ? known : pullRequest;
  const { headSha, exercise, attempt, folder, courseId, submittedAt, exerciseTitle, handedIn } = known;
  const asked = await mayAgain(needs, pullRequest, known, request);
  if ('refusal' in asked) return asked.refusal;

  // Those who work together may be a team by now.
  const uncredited =
    known.uncredited === undefined || known.uncredited === 'staff'
      ? known.uncredited
      : await needs.credit(pullRequest, { authorId, slug: exercise, folder, isHandedIn: handedIn === true });

  const opened = await store.submissions.open({
    id: identifiers.next(),
    identity: { repositoryId, pullNumber, headSha, exercise, attempt: attempt + 1 },
    ...{ authorId, authorLogin, courseId, submittedAt, folder },
    ...(exerciseTitle !== undefined && { exerciseTitle }),
    ...(asked.limits !== undefined && { limits: asked.limits }),
    ...(asked.team !== undefined && { team: asked.team }),
    ...(handedIn === true && { handedIn }),
    ...(uncredited !== undefined && { uncredited }),
  });

  // Another pull request took the last attempt since we asked: now we hear so.
  if (opened === 'no-attempt-left') {
    const now = await mayAgain(needs, pullRequest, known, request);
    return 'refusal' in now ? now.refusal : new Date(needs.now());
  }

  await queues.grade({ v: 1, submissionId: opened.submission.id }, { priority: REGRADE_PRIORITY });
  return undefined;
}

/**
 * When the exercise may be graded again, or why not at all; else by whom and how often at most. For staff there are no
 * limits.
 */
async function mayAgain(
  { store, courses, now }: RequestNeeds,
  pullRequest: StoredPullRequest,
  { authorId: handedInBy, exercise, submittedAt }: KnownSubmission,
  { requesterId }: Request,
): Promise<{ refusal: Date | RefusedExercise } | Pick<TeamAdmission, 'limits' | 'team'>> {
  const authorId = pullRequest.number === DEFAULT_BRANCH ? handedInBy : pullRequest.authorId;
  const rules = await courses.rulesFor(pullRequest);
  const at = new Date(now());
  const of = { authorId, exercise };

  if (await isStaff(store.members, rules, requesterId)) {
    const team = await store.teams.of({ courseId: rules.courseId, exercise, githubId: authorId });
    return team === undefined ? {} : { team };
  }

  const { refusal, limits, team } = await teamAdmission(store, of, rules, { submittedAt, now: at });
  if (refusal !== undefined && refusal.reason !== 'attempts-used') return { refusal };
  const { left, nextAt, coolAt } = await attemptsLeft(store.submissions, of, rules, at);
  if (left === 0) return { refusal: nextAt > coolAt ? nextAt : coolAt };
  if (coolAt > at) return { refusal: coolAt };
  // Somebody else of the team has none left.
  if (refusal !== undefined) return { refusal };
  return { ...(limits !== undefined && { limits }), ...(team !== undefined && { team }) };
}

/** The nearest time at which anything may be graded again; without one, why not. */
function noticeOfRefusals(refused: readonly (Date | RefusedExercise)[], headSha: string): Notice | undefined {
  const times = refused.flatMap((one) => (one instanceof Date ? [one.getTime()] : []));
  if (times.length > 0)
    return { kind: 'regrade-later', headSha, nextAt: new Date(Math.min(...times)).toISOString() };
  return noticeOf(
    refused.flatMap((one) => (one instanceof Date ? [] : [one])),
    headSha,
  );
}
