import { describe, expect, it } from 'vitest';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import type { Terms } from '../../../../services/domain/courses/assignment.ts';
import type { HandIn, HandInWay } from '../../../../services/domain/submissions/hand-in.ts';
import type { Role } from '../../../../services/domain/courses/role.ts';
import type { Submission } from '../../../../services/domain/submissions/submission.ts';
import { createIntake, type IntakeNeeds } from '../../../../services/worker/intake/take-in.ts';

const title = { en: 'Jobs', ja: 'ジョブ' };

interface World {
  head?: string;
  state?: 'open' | 'closed';
  merged?: boolean;
  draft?: boolean;
  files?: string[];
  known?: Partial<Submission>[];
  terms?: Terms;
  attempts?: number;
  /** Another pull request takes an attempt before this one is stored. */
  overtaken?: boolean;
  handIn?: HandInWay;
  handIns?: HandIn[];
  author?: { id: number; login: string; isBot?: boolean };
  /** Of everybody. */
  role?: Role;
  /** Who wrote the commit, where that is not the author. */
  writtenBy?: { id: number; login: string; isBot?: boolean };
  /** Of GitHub's answer; what is stored is of 0. */
  updatedAt?: Date;
  /** When the head was heard of before. */
  heardAt?: Date;
  /** The head that an event brings while GitHub is asked. */
  meanwhile?: string;
}

function world({
  head = 'head',
  state = 'open',
  merged = false,
  draft = false,
  files = ['02-batch-jobs/job.yaml'],
  known = [],
  terms = {},
  attempts = 0,
  overtaken = false,
  handIn = 'push',
  handIns = [],
  author = { id: 5, login: 'hanako' },
  role,
  writtenBy,
  updatedAt = new Date(1),
  heardAt,
  meanwhile,
}: World) {
  let counted = attempts;

  const submissions = known.map((given, index) => ({
    id: `S${index}`,
    repositoryId: 1,
    pullNumber: 7,
    headSha: head,
    exercise: '02-batch-jobs',
    attempt: 1,
    authorId: 5,
    authorLogin: 'hanako',
    state: 'queued' as const,
    cancelRequested: false,
    createdAt: new Date(0),
    ...given,
  }));

  const seen = {
    opened: [] as number[],
    cancelled: [] as string[],
    graded: [] as string[],
    published: 0,
    announced: 0,
    notices: [] as string[],
    handedIn: [] as string[],
    uncredited: [] as string[],
    logged: [] as string[],
    corrected: 0,
    saved: [] as string[],
    warned: 0,
  };

  const needs: IntakeNeeds = {
    store: {
      teams: { of: async () => undefined },
      members: { roleOf: async () => role },
      handIns: { newest: async () => handIns },
      pullRequests: {
        async get() {
          return {
            repositoryId: 1,
            owner: 'school',
            name: 'work',
            number: 7,
            headSha: 'stale',
            authorId: 5,
            authorLogin: 'hanako',
            state: 'open',
            draft: false,
            updatedAt: new Date(0),
            gradingAllowed: false,
            helpWanted: false,
          };
        },
        async save({ headSha }, over) {
          seen.saved.push(`${headSha} over ${over}`);
          return { headSha: meanwhile ?? headSha };
        },
        async change(_repositoryId, _number, { notice }) {
          if (notice?.kind === 'no-exercise') seen.announced++;
          if (notice !== null && ['not-handed-in', 'no-author', 'by-bot'].includes(notice.kind))
            seen.notices.push(notice.kind);
          if (notice?.kind === 'not-accepted')
            seen.notices.push(...notice.exercises.map((one) => one.reason));
        },
      },
      heads: { hear: async () => undefined, firstHeard: async () => heardAt },
      submissions: {
        async forPullRequest() {
          return submissions;
        },
        async open({ id, identity, limits, submittedAt, handedIn, uncredited }) {
          if (uncredited !== undefined) seen.uncredited.push(uncredited);
          if (handedIn) seen.handedIn.push(`${identity.headSha}@${submittedAt.getTime()}`);
          if (overtaken && limits?.inAll === ++counted) return 'no-attempt-left';

          const existing = submissions.find(
            (one) => one.headSha === identity.headSha && one.attempt === identity.attempt,
          );

          if (existing === undefined) seen.opened.push(identity.attempt);

          const created = {
            id,
            ...identity,
            authorId: 5,
            authorLogin: 'hanako',
            state: 'queued' as const,
            cancelRequested: false,
            createdAt: new Date(0),
          };

          return { submission: existing ?? created };
        },
        async correctTimes() {
          seen.corrected++;
        },
        async requestCancel(ids) {
          seen.cancelled.push(...ids);
        },
        async openCountByAuthor() {
          return 3;
        },
        attemptCount: async () => counted,
        attemptTimes: async () => [],
        isKnownAuthor: async () => true,
        creditedIn: async () => [],
      },
      assignments: { termsFor: async () => terms },
      courseFiles: { isEnrolled: async () => true },
    },
    queues: {
      async grade({ submissionId }, { priority }) {
        seen.graded.push(`${submissionId}@${priority}`);
      },
      async publish() {
        seen.published++;
      },
    },
    github: {
      forRepository: () => ({
        async pullRequest() {
          return {
            headSha: head,
            state,
            merged,
            draft,
            author,
            updatedAt,
            headRepositoryId: 1,
            changedFiles: files.length,
          };
        },
        async changedFiles() {
          return files.map((path) => ({ path }));
        },
        defaultBranch: async () => ({ headSha: head }),
        comparedFiles: async () => undefined,
        mergeBase: async () => 'base',
        commitsOf: async () => [{ sha: head, isMerge: false, author: writtenBy ?? author }],
        commitsBefore: async () => [],
        commit: async () => ({ files: [] }),
        tree: async () => ({ entries: [], truncated: false }),
      }),
    },
    exercises: { titles: new Map([['02-batch-jobs', title]]) },
    identifiers: { next: () => 'NEW' },
    debounceMs: 0,
    logger: {
      warn(_facts, message) {
        seen.warned++;
        seen.logged.push(message);
      },
    },
    now: () => 0,
    courses: {
      refresh: async () => undefined,
      rulesFor: async () => ({
        ...rulesWithoutCourse({ languages: ['ja', 'en'], notGraded: 'neutral' }),
        ...{ handIn, courseId: 'C', timeZone: 'Asia/Tokyo' },
      }),
    },
  };

  return { takeIn: createIntake(needs), seen };
}

const handedIn = (headSha: string): HandIn => ({
  ...{ repositoryId: 1, pullNumber: 7, exercise: '02-batch-jobs', folder: '02-batch-jobs' },
  ...{ headSha, at: new Date(-5) },
});

const message = { repositoryId: 1, pullNumber: 7 };

describe('takeIn', () => {
  it.each<[string, World, Partial<ReturnType<typeof world>['seen']>]>([
    ['opens and queues what the change touches', {}, { opened: [1], graded: ['NEW@3'], published: 1 }],
    [
      'queues an open submission again without opening another',
      { known: [{}] },
      { opened: [], graded: ['S0@3'] },
    ],
    ['leaves a graded commit alone', { known: [{ state: 'graded' }] }, { opened: [], graded: [] }],
    ['leaves a commit being graded alone', { known: [{ state: 'grading' }] }, { opened: [], graded: [] }],
    [
      'cancels what grades an older commit',
      { known: [{ headSha: 'old', state: 'grading' }] },
      { cancelled: ['S0'], opened: [1] },
    ],
    [
      'opens one more attempt where the last was cancelled',
      { known: [{ state: 'cancelled' }] },
      { opened: [2] },
    ],
    [
      'cancels everything of a closed pull request',
      { state: 'closed', known: [{}] },
      { cancelled: ['S0'], graded: [] },
    ],
    [
      'goes on with what was merged',
      { state: 'closed', merged: true, known: [{}] },
      { cancelled: [], graded: ['S0@3'] },
    ],
    ['grades what was merged before it was looked at', { state: 'closed', merged: true }, { opened: [1] }],
    ['cancels everything of a draft', { draft: true, known: [{}] }, { cancelled: ['S0'], graded: [] }],
    [
      'says so when the exercise is not open yet',
      { terms: { opensAt: new Date(1) } },
      { opened: [], notices: ['not-open'] },
    ],
    [
      'says so when the exercise has closed',
      { terms: { closesAt: new Date(-1) } },
      { opened: [], notices: ['closed'] },
    ],
    [
      'goes on with what was accepted before the exercise closed',
      { terms: { closesAt: new Date(-1) }, known: [{}] },
      { graded: ['S0@3'], notices: [] },
    ],
    [
      'says so when another pull request takes the last attempt at the same moment',
      { terms: { attemptLimit: 2 }, attempts: 1, overtaken: true },
      { opened: [], graded: [], notices: ['no-attempt-left'] },
    ],
    [
      'says so when no attempt is left',
      { terms: { attemptLimit: 1 }, attempts: 1 },
      { opened: [], notices: ['no-attempt-left'] },
    ],
    [
      'grades nothing that was not handed in, and says so',
      { handIn: 'command' },
      { opened: [], notices: ['not-handed-in'] },
    ],
    [
      'grades what was handed in, as of when it was',
      { handIn: 'command', handIns: [handedIn('head')] },
      { opened: [1], handedIn: ['head@-5'], notices: [] },
    ],
    [
      'grades what was handed in before the head moved on, and says that the head was not',
      { handIn: 'tag', handIns: [handedIn('old')] },
      { opened: [1], handedIn: ['old@-5'], notices: ['not-handed-in'] },
    ],
    [
      'goes by the time of handing in when the exercise closes',
      { handIn: 'command', handIns: [handedIn('head')], terms: { closesAt: new Date(-6) } },
      { opened: [], notices: ['closed'] },
    ],
    [
      'cancels what was handed in when something newer was',
      {
        handIn: 'command',
        known: [{ headSha: 'old', handedIn: true, state: 'grading' }],
        handIns: [handedIn('head')],
      },
      { cancelled: ['S0'], opened: [1] },
    ],
    [
      'keeps what was handed in when something is pushed',
      {
        handIn: 'command',
        known: [{ headSha: 'old', handedIn: true, state: 'grading' }],
        handIns: [handedIn('old')],
      },
      { cancelled: [], opened: [] },
    ],
    [
      'keeps what was handed in when the pull request is closed',
      { handIn: 'command', state: 'closed', known: [{ handedIn: true }], handIns: [handedIn('head')] },
      { cancelled: [] },
    ],
    [
      'grades a draft that was handed in',
      { handIn: 'command', draft: true, handIns: [handedIn('head')] },
      { opened: [1] },
    ],
    ['says so when no exercise is touched', { files: ['README.md'] }, { announced: 1, opened: [] }],
  ])('%s', async (_case, given, expected) => {
    const { takeIn, seen } = world(given);
    const taken = await takeIn(message, { attempt: 1 });
    expect(seen).toMatchObject(expected);
    expect(taken?.opened).toBe(seen.opened.length);
  });

  it('says which head it looked at, for that is what was taken in', async () => {
    expect(await world({}).takeIn(message, { attempt: 1 })).toMatchObject({ headSha: 'head' });
  });

  it.each<[string, World]>([
    [
      'answers something older than its event told',
      { updatedAt: new Date(-1), known: [{ headSha: 'stale' }] },
    ],
    ['names another head of the same second', { updatedAt: new Date(0), known: [{ headSha: 'stale' }] }],
    ['is overtaken by an event', { meanwhile: 'newer', known: [{ headSha: 'newer' }] }],
  ])('decides nothing while GitHub %s', async (_case, given) => {
    const { takeIn, seen } = world(given);
    await expect(takeIn(message, { attempt: 1 })).rejects.toMatchObject({ code: 'github-behind' });
    expect([seen.cancelled, seen.opened, seen.published]).toEqual([[], [], 0]);
  });

  it('believes at last what GitHub goes on saying', async () => {
    const { takeIn, seen } = world({ updatedAt: new Date(-1), known: [{ headSha: 'stale' }] });
    expect(await takeIn(message, { attempt: 5 })).toMatchObject({ headSha: 'head' });
    expect(seen).toMatchObject({ cancelled: ['S0'], opened: [1], saved: ['head over stale'], warned: 1 });
  });

  it.each<[string, World, Partial<ReturnType<typeof world>['seen']>]>([
    [
      'of the event, however late the pull request changed',
      { heardAt: new Date(-9), terms: { closesAt: new Date(-5) } },
      { opened: [1], notices: [] },
    ],
    [
      'of the event, however early the pull request was opened',
      { heardAt: new Date(-4), terms: { closesAt: new Date(-5) } },
      { opened: [], notices: ['closed'] },
    ],
    [
      'of an event that came later than what it was opened for',
      { heardAt: new Date(-9), known: [{ state: 'graded' }] },
      { corrected: 1 },
    ],
  ])('counts the time %s', async (_case, given, expected) => {
    const { takeIn, seen } = world(given);
    await takeIn(message, { attempt: 1 });
    expect(seen).toMatchObject(expected);
  });
});

describe('whose work it is', () => {
  it.each<[string, World, Partial<ReturnType<typeof world>['seen']>]>([
    ['counts a learner’s', {}, { opened: [1], uncredited: [] }],
    [
      'grades what staff made without limits, for nobody',
      { role: 'assistant', terms: { closesAt: new Date(-6) } },
      { opened: [1], notices: [], uncredited: ['staff'] },
    ],
    [
      'grades what a bot wrote for a learner, for nobody',
      { writtenBy: { id: 9, login: 'tidy[bot]', isBot: true } },
      { opened: [1], uncredited: ['others-commits'] },
    ],
    [
      'grades nothing that a bot opened',
      { author: { id: 9, login: 'renovate[bot]', isBot: true } },
      { opened: [], notices: ['by-bot'] },
    ],
    [
      'grades nothing of an account that was deleted',
      { author: { id: 10_137, login: 'ghost' } },
      { opened: [], notices: ['no-author'], logged: ['its author was deleted: not graded'] },
    ],
  ])('%s', async (_case, given, expected) => {
    const { takeIn, seen } = world(given);
    await takeIn({ repositoryId: 1, pullNumber: 7 }, { attempt: 1 });
    expect(seen).toMatchObject(expected);
  });
});
