import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../../services/domain/courses/assignment.ts';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import type { Uncredited } from '../../../../services/domain/grades/credit.ts';
import type { Role } from '../../../../services/domain/courses/role.ts';
import type { Submission } from '../../../../services/domain/submissions/submission.ts';
import type { Team } from '../../../../services/domain/courses/team.ts';
import { answerRequest, type RequestNeeds } from '../../../../services/worker/requests/answer-request.ts';

const NOW = 1_000_000_000;
const AUTHOR = 5;

interface World {
  state?: 'open' | 'closed';
  merged?: boolean;
  /** The reaction that was decided on before GitHub refused it. */
  before?: string;
  /** Of the one who asks, where that is not the author. */
  role?: Role;
  /** Ids that the course file names. */
  staff?: number[];
  known?: Partial<Submission>[];
  /** Seconds ago. */
  attempts?: number[];
  limits?: { attemptsPerDay?: number; coolDownSeconds?: number };
  terms?: Terms;
  answered?: boolean;
  team?: Team;
  /** What `/submit` would hand in was handed in before. */
  handedIn?: boolean;
  /** Another pull request takes an attempt before this one is stored. */
  overtaken?: boolean;
  /** Why the result would count for nobody now. */
  judged?: Uncredited;
  /** How many submissions a look at the pull request opens. */
  opened?: number;
}

function world({
  state = 'open',
  merged = false,
  before,
  role,
  staff,
  known = [{}],
  attempts = [],
  limits = {},
  answered = false,
  terms = {},
  team,
  handedIn = false,
  overtaken = false,
  judged,
  opened = 0,
}: World) {
  const isIn = (id: number) => team?.members.some(({ githubId }) => githubId === id) === true;
  const times = attempts.map((seconds) => new Date(NOW - seconds * 1000));

  const submissions = known.map((given, index) => ({
    id: `S${index}`,
    repositoryId: 1,
    pullNumber: 7,
    headSha: 'head',
    exercise: '02-batch-jobs',
    attempt: 1,
    authorId: AUTHOR,
    authorLogin: 'hanako',
    state: 'graded' as const,
    cancelRequested: false,
    createdAt: new Date(0),
    folder: '02-batch-jobs',
    courseId: 'C',
    submittedAt: new Date(0),
    ...given,
  }));

  const pullRequest = {
    ...{
      repositoryId: 1,
      owner: 'school',
      name: 'work',
      number: 7,
      headSha: 'head',
      state,
      merged,
      draft: false,
    },
    ...{ authorId: AUTHOR, authorLogin: 'hanako', updatedAt: new Date(0) },
    ...{ gradingAllowed: false, helpWanted: false },
  };

  const seen = {
    graded: 0,
    opened: [] as string[],
    reactions: [] as string[],
    changes: [] as object[],
    takenIn: 0,
    recorded: [] as string[],
    submitted: [] as string[],
    uncredited: [] as (Uncredited | undefined)[],
  };

  const needs: RequestNeeds = {
    store: {
      teams: { of: async () => team, isTogether: async (_course, one, other) => isIn(one) && isIn(other) },
      deliveries: {
        find: async () => (answered ? {} : before === undefined ? undefined : { action: before }),
        record: async ({ guid }) => void seen.recorded.push(guid),
      },
      pullRequests: {
        get: async () => pullRequest,
        withHead: async () => pullRequest,
        change: async (_repositoryId, _number, change) => void seen.changes.push(change),
      },
      assignments: { termsFor: async () => terms },
      members: { roleOf: async () => role },
      submissions: {
        forPullRequest: async () => submissions,
        forCommit: async () => submissions,
        attemptCount: async () => times.length,
        attemptTimes: async () => times,
        async open({ id, identity, limits: { inAll, perDay } = {}, uncredited }) {
          seen.uncredited.push(uncredited);
          if (overtaken) times.push(new Date(NOW));
          if (times.length >= Math.min(inAll ?? 9, perDay ?? 9)) return 'no-attempt-left';
          seen.opened.push(`${identity.exercise}#${identity.attempt}`);
          const created = { ...identity, authorId: AUTHOR, authorLogin: 'hanako', state: 'queued' as const };
          return { submission: { id, ...created, cancelRequested: false, createdAt: new Date(0) } };
        },
      },
    },
    queues: { grade: async () => void seen.graded++, publish: async () => undefined },
    github: {
      forRepository: () => ({
        reactions: { add: async (_id, content) => void seen.reactions.push(content) },
      }),
    },
    courses: {
      rulesFor: async () => ({
        ...rulesWithoutCourse({ languages: ['ja', 'en'], notGraded: 'neutral' }),
        ...limits,
        ...(staff && { staff: new Set(staff) }),
        ...{ courseId: 'C', timeZone: 'Asia/Tokyo' },
      }),
    },
    takeIn: async () => {
      seen.takenIn++;
      return { headSha: 'head', opened };
    },
    credit: async () => judged,
    async handIn(_pullRequest, { at, headSha }) {
      seen.submitted.push(`${headSha}@${at.getTime()}`);
      return !handedIn;
    },
    identifiers: { next: () => 'NEW' },
    now: () => NOW,
  };

  return { needs, seen };
}

type Seen = Partial<ReturnType<typeof world>['seen']>;
const command = { repositoryId: 1, pullNumber: 7, commentId: 9, requesterLogin: 'hanako' };

const SUBMIT = {
  ...command,
  kind: 'submit-command',
  requesterId: AUTHOR,
  saidAt: new Date(5000).toISOString(),
  headSha: 'head',
} as const;

const TEAM = {
  name: 'team-a',
  members: [
    { githubId: AUTHOR, login: 'hanako' },
    { githubId: 6, login: 'taro' },
  ],
};

const REGRADE = { ...command, kind: 'regrade-command', requesterId: AUTHOR } as const;

describe('answerRequest', () => {
  it.each<[string, World, Parameters<typeof answerRequest>[1], Seen]>([
    [
      'opens the next attempt for the author',
      {},
      REGRADE,
      { opened: ['02-batch-jobs#2'], reactions: ['rocket'] },
    ],
    [
      'counts for nobody what still is somebody else’s',
      { known: [{ uncredited: 'others-work' }], judged: 'others-work' },
      REGRADE,
      { uncredited: ['others-work'] },
    ],
    [
      'counts what is that of a team by now',
      { known: [{ uncredited: 'others-work' }] },
      REGRADE,
      { uncredited: [undefined] },
    ],
    [
      'counts for nobody what staff made',
      { known: [{ uncredited: 'staff' }] },
      REGRADE,
      { uncredited: ['staff'] },
    ],
    [
      'goes on from the newest attempt',
      { known: [{ attempt: 3 }, { attempt: 2 }] },
      REGRADE,
      { opened: ['02-batch-jobs#4'] },
    ],
    ['refuses a stranger', {}, { ...REGRADE, requesterId: 6 }, { opened: [], reactions: ['-1'] }],
    ['obeys a team mate', { team: TEAM }, { ...REGRADE, requesterId: 6 }, { opened: ['02-batch-jobs#2'] }],
    [
      'holds a team mate to the limits',
      { team: TEAM, attempts: [1], limits: { attemptsPerDay: 1 } },
      { ...REGRADE, requesterId: 6 },
      { opened: [], reactions: ['confused'] },
    ],
    [
      'lets no team mate allow grading',
      { team: TEAM },
      { ...command, kind: 'ok-to-grade-command', requesterId: 6 },
      { changes: [], reactions: ['-1'] },
    ],
    [
      'refuses a fellow learner',
      { role: 'learner' },
      { ...REGRADE, requesterId: 6 },
      { opened: [], reactions: ['-1'] },
    ],
    [
      'refuses who may only read the course',
      { role: 'read-only' },
      { ...REGRADE, requesterId: 6 },
      { opened: [], reactions: ['-1'] },
    ],
    [
      'refuses hints for the work of another',
      { role: 'learner' },
      { ...command, kind: 'hint-command', requesterId: 6 },
      { changes: [], reactions: ['-1'] },
    ],
    ['obeys an assistant', { role: 'assistant' }, { ...REGRADE, requesterId: 6 }, { reactions: ['rocket'] }],
    [
      'obeys whom the course file names',
      { role: 'learner', staff: [6] },
      { ...REGRADE, requesterId: 6 },
      { reactions: ['rocket'] },
    ],
    ['leaves what is being graded', { known: [{ state: 'grading' }] }, REGRADE, { reactions: ['confused'] }],
    [
      'says that work was queued when the push itself had not been heard of',
      { known: [{ state: 'queued' }], opened: 1 },
      REGRADE,
      { opened: [], reactions: ['rocket'] },
    ],
    ['answers a comment once', { answered: true }, REGRADE, { opened: [], reactions: [] }],
    [
      'is confused by a pull request that was closed without being merged',
      { state: 'closed' },
      REGRADE,
      { opened: [], reactions: ['confused'] },
    ],
    [
      'grades a merged pull request again',
      { state: 'closed', merged: true },
      REGRADE,
      { opened: ['02-batch-jobs#2'], reactions: ['rocket'] },
    ],
    [
      'repeats a reaction that GitHub refused, and nothing else',
      { before: 'rocket' },
      REGRADE,
      { opened: [], reactions: ['rocket'] },
    ],
    [
      'asks to wait while the cool-down lasts, and says until when',
      { attempts: [10], limits: { coolDownSeconds: 60 } },
      REGRADE,
      {
        opened: [],
        reactions: ['confused'],
        changes: [
          {
            notice: {
              kind: 'regrade-later',
              headSha: 'head',
              nextAt: new Date(NOW + 50_000).toISOString(),
            },
          },
        ],
      },
    ],
    [
      'grades again after the cool-down',
      { attempts: [61], limits: { coolDownSeconds: 60 } },
      REGRADE,
      { reactions: ['rocket'] },
    ],
    [
      'asks to wait when the attempts of the day are used up',
      { attempts: [7200, 3600], limits: { attemptsPerDay: 2 } },
      REGRADE,
      { opened: [], reactions: ['confused'] },
    ],
    [
      'says so when no attempt is left',
      { attempts: [7200], terms: { attemptLimit: 1 } },
      REGRADE,
      {
        opened: [],
        reactions: ['confused'],
        changes: [
          {
            notice: {
              kind: 'not-accepted',
              headSha: 'head',
              exercises: [{ exercise: '02-batch-jobs', reason: 'no-attempt-left', limit: 1 }],
            },
          },
        ],
      },
    ],
    [
      'says so when another pull request takes the last attempt at the same moment',
      { attempts: [7200], terms: { attemptLimit: 2 }, overtaken: true },
      REGRADE,
      {
        graded: 0,
        reactions: ['confused'],
        changes: [
          {
            notice: {
              kind: 'not-accepted',
              headSha: 'head',
              exercises: [{ exercise: '02-batch-jobs', reason: 'no-attempt-left', limit: 2 }],
            },
          },
        ],
      },
    ],
    [
      'asks to wait when another pull request takes the last attempt of the day at the same moment',
      { attempts: [7200], limits: { attemptsPerDay: 2 }, overtaken: true },
      REGRADE,
      { graded: 0, opened: [], reactions: ['confused'] },
    ],
    [
      'grades again after the closing what came before it',
      { terms: { closesAt: new Date(0) } },
      REGRADE,
      { opened: ['02-batch-jobs#2'] },
    ],
    [
      'holds no teacher to the limits of the learner',
      { attempts: [1], limits: { attemptsPerDay: 1 }, role: 'instructor' },
      { ...REGRADE, requesterId: 6 },
      { opened: ['02-batch-jobs#2'] },
    ],
    [
      'grades only the exercise whose button was pressed',
      { known: [{}, { exercise: '03-config' }], role: 'owner' },
      {
        ...{ kind: 'regrade', repositoryId: 1, requesterId: 6, requesterLogin: 'teacher' },
        ...{ headSha: 'head', submissionId: 'S1' },
      },
      { opened: ['03-config#2'], reactions: [] },
    ],
    ['hands in for the author', {}, SUBMIT, { submitted: ['head@5000'], reactions: ['rocket'] }],
    ['hands nothing in twice', { handedIn: true }, SUBMIT, { reactions: ['confused'] }],
    [
      'hands in for a team mate',
      { team: TEAM },
      { ...SUBMIT, requesterId: 6 },
      { submitted: ['head@5000'], reactions: ['rocket'] },
    ],
    [
      'hands in for a teacher',
      { role: 'assistant' },
      { ...SUBMIT, requesterId: 6 },
      { submitted: ['head@5000'], reactions: ['rocket'] },
    ],
    [
      'hands nothing in for a fellow learner',
      { role: 'learner' },
      { ...SUBMIT, requesterId: 6 },
      { submitted: [], reactions: ['-1'] },
    ],
    [
      'grades again what was handed in, whatever was pushed since',
      { known: [{ headSha: 'old', handedIn: true }] },
      REGRADE,
      { opened: ['02-batch-jobs#2'], reactions: ['rocket'] },
    ],
    [
      'helps everybody',
      {},
      { ...command, kind: 'help-command', requesterId: 6 },
      { changes: [{ helpWanted: true }], reactions: ['eyes'] },
    ],
    [
      'unfolds hints',
      {},
      { ...command, kind: 'hint-command', requesterId: AUTHOR },
      { changes: [{ hintsAt: 'head' }], reactions: ['eyes'] },
    ],
    [
      'lets nobody allow their own pull request, not even staff',
      { role: 'owner' },
      { ...command, kind: 'ok-to-grade-command', requesterId: AUTHOR },
      { changes: [], takenIn: 0, reactions: ['-1'] },
    ],
    [
      'lets no fellow learner allow it',
      { role: 'learner' },
      { ...command, kind: 'ok-to-grade-command', requesterId: 6 },
      { changes: [], takenIn: 0, reactions: ['-1'] },
    ],
    [
      'allows grading for an assistant',
      { role: 'assistant' },
      { ...command, kind: 'ok-to-grade-command', requesterId: 6 },
      { changes: [{ gradingAllowed: true }], takenIn: 1, reactions: ['+1'] },
    ],
  ])('%s', async (_name, given, request, expected) => {
    const { needs, seen } = world(given);
    await answerRequest(needs, request);
    expect(seen).toMatchObject(expected);
  });
});
