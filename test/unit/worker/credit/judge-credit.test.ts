import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../services/domain/courses/role.ts';
import { creditJudge, type CreditedWork } from '../../../../services/worker/credit/judge-credit.ts';

const ALICE = 1;
const BOB = 2;
const TEACHER = 3;
const ROLES: Record<number, Role> = { [ALICE]: 'learner', [BOB]: 'learner', [TEACHER]: 'assistant' };
const FOLDER = 'alice/02-batch-jobs';
const WORK = `${FOLDER}/job.yaml`;

const alice = { id: ALICE, login: 'alice' };
const bob = { id: BOB, login: 'bob' };
const teacher = { id: TEACHER, login: 'sensei' };
const bot = { id: 9, login: 'tidy[bot]', isBot: true };
const stranger = { id: 77, login: 'alice-at-work' };

interface World {
  author?: number;
  number?: number;
  /** Who wrote each commit, oldest first, and what it changed. */
  commits?: { by?: { id: number; login: string; isBot?: boolean }; changed?: string; isMerge?: boolean }[];
  credited?: Partial<CreditedWork>[];
  /** Files that Alice's merged pull request brought, and what lies where this one began. */
  brought?: string;
  base?: string;
  team?: number[];
  isHandedIn?: boolean;
}

function judge({
  author = ALICE,
  number = 7,
  commits = [{ by: alice }],
  credited = [],
  brought = 'alices',
  base = 'alices',
  team,
  isHandedIn = false,
}: World) {
  const all = commits.map(({ by, isMerge = false, changed = WORK }, index) => ({
    ...{ sha: index === commits.length - 1 ? 'head' : `c${index}`, isMerge, changed },
    ...(by === undefined ? {} : { author: by }),
  }));

  const members = team?.map((githubId) => ({ githubId, login: `${githubId}` }));
  return creditJudge(
    {
      members: { roleOf: async (_course, id) => ROLES[id] },
      teams: { of: async () => members && { name: 'cats', members } },
      submissions: {
        creditedIn: async () =>
          credited.map((one) => ({
            ...{ learners: [ALICE], pullNumber: 1, headSha: 'theirs', isMerged: true, ...one },
          })),
      },
    },
    {
      commitsOf: async () => all,
      commit: async (sha) => ({ files: [{ path: all.find((one) => one.sha === sha)?.changed ?? '' }] }),
      changedFiles: async () => [{ path: WORK, sha: brought }],
      pullRequest: async () => ({ baseSha: 'main' }),
      mergeBase: async () => 'base',
      tree: async () => ({ entries: [{ path: WORK, type: 'file', sha: base }], truncated: false }),
    },
    { repositoryId: 1, number, headSha: 'head', authorId: author, rules: { courseId: 'C' } },
  )({ slug: '02-batch-jobs', folder: FOLDER, isHandedIn });
}

const NOTE = `${FOLDER}/notes.md`;

describe('creditJudge', () => {
  it.each<[string, World, string | undefined]>([
    ['counts what its author wrote', {}, undefined],
    ['counts a mixed history', { commits: [{ by: alice }, { by: bot }] }, undefined],
    ['counts a commit of an account that GitHub cannot tell', { commits: [{}] }, undefined],
    ['counts a commit of an account that nobody knows', { commits: [{ by: stranger }] }, undefined],
    ['counts not what a bot alone wrote', { commits: [{ by: bot }] }, 'others-commits'],
    ['counts not what staff alone wrote', { commits: [{ by: teacher }] }, 'others-commits'],
    ['counts not what a fellow alone wrote', { commits: [{ by: bob }] }, 'others-commits'],
    ['counts what a partner of the team wrote', { commits: [{ by: bob }], team: [ALICE, BOB] }, undefined],
    [
      'counts not what the author only wrote notes on',
      { commits: [{ by: alice, changed: NOTE }, { by: teacher }] },
      'others-commits',
    ],
    ['passes over merges', { commits: [{ by: teacher }, { by: alice, isMerge: true }] }, 'others-commits'],
    ['counts what was handed in, whoever wrote it', { commits: [{ by: bot }], isHandedIn: true }, undefined],
    [
      'counts not a line in what somebody else had merged',
      { author: BOB, commits: [{ by: bob }], credited: [{}] },
      'others-work',
    ],
    [
      'counts it not when it is handed in either',
      { author: BOB, commits: [{ by: bob }], credited: [{}], isHandedIn: true },
      'others-work',
    ],
    [
      'counts what began before somebody else merged into the same folder',
      { author: BOB, commits: [{ by: bob }], credited: [{}], base: 'starter' },
      undefined,
    ],
    [
      'counts what lies beside a pull request of somebody else that is open',
      { author: BOB, commits: [{ by: bob }], credited: [{ isMerged: false }] },
      undefined,
    ],
    [
      'counts not what was built on the open pull request of somebody else',
      {
        author: BOB,
        commits: [{ by: alice }, { by: bob }],
        credited: [{ isMerged: false, headSha: 'c0' }],
      },
      'others-work',
    ],
    [
      'counts the work of who handed in there before',
      { author: BOB, commits: [{ by: bob }], credited: [{}, { learners: [BOB] }] },
      undefined,
    ],
    [
      'counts what a partner of the team had merged',
      { author: BOB, commits: [{ by: bob }], credited: [{}], team: [ALICE, BOB] },
      undefined,
    ],
    [
      'counts not a push into the folder of who pushed there first',
      { author: BOB, number: 0, credited: [{ pullNumber: 0 }] },
      'others-work',
    ],
    ['counts a push into a folder of one’s own', { author: BOB, number: 0 }, undefined],
  ])('%s', async (_case, world, expected) => {
    expect(await judge(world)).toBe(expected);
  });
});
