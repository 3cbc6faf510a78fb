import { describe, expect, it } from 'vitest';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import { Failure } from '../../../../services/domain/failure.ts';
import { DEFAULT_BRANCH } from '../../../../services/domain/courses/default-branch.ts';
import type { HandIn, HandInWay } from '../../../../services/domain/submissions/hand-in.ts';
import type { Role } from '../../../../services/domain/courses/role.ts';
import { handInByTag } from '../../../../services/worker/requests/hand-in-by-tag.ts';
import type { StoredPullRequest } from '../../../../services/worker/intake/stored-pull-request.ts';

const AUTHOR = 5;
const AT = new Date(60_000);

interface World {
  way?: HandInWay;
  gradedBy?: 'pull-request' | 'push';
  tag?: string;
  files?: string[];
  /** Open pull requests that hold the commit. */
  numbers?: number[];
  isStored?: boolean;
  by?: number;
  role?: Role;
  mates?: number[];
  added?: number;
  /** GitHub does not know the commit. */
  isUnknown?: boolean;
  attempt?: number;
}

async function push({
  way = 'tag',
  gradedBy = 'pull-request',
  tag = 'submit/02-batch-jobs',
  files = ['week2/02-batch-jobs/job.yaml'],
  numbers = [7],
  isStored = true,
  by = AUTHOR,
  role,
  mates = [],
  added = 1,
  isUnknown = false,
  attempt = 1,
}: World) {
  const seen = {
    handedIn: [] as readonly HandIn[],
    takenIn: [] as number[],
    saved: [] as string[],
    told: [] as string[],
  };

  const pull = (number: number): StoredPullRequest => ({
    ...{ repositoryId: 1, owner: 'school', name: 'work', number, headSha: 'newer', state: 'open' },
    ...{ authorId: AUTHOR, authorLogin: 'hanako', draft: false, updatedAt: new Date(0) },
    ...{ gradingAllowed: false, helpWanted: false },
  });

  await handInByTag(
    {
      store: {
        handIns: {
          async add(handIns) {
            seen.handedIn = handIns;
            return added;
          },
        },
        pullRequests: {
          get: async (_id, number) => (isStored ? pull(number) : undefined),
          save: async ({ number, authorId, headSha }) =>
            void seen.saved.push(`${number} ${authorId} ${headSha}`),
        },
        members: { roleOf: async () => role },
        teams: { isTogether: async (_course, _one, other) => mates.includes(other) },
      },
      github: {
        forRepository: () => ({
          pullRequest: async () => ({
            ...{ headSha: 'newer', state: 'open' as const, merged: false, draft: false, headRepositoryId: 1 },
            ...{ updatedAt: new Date(0), author: { id: AUTHOR, login: 'hanako' }, changedFiles: 1 },
          }),
          defaultBranch: async () => ({ headSha: 'newer' }),
          tree: async () => ({ entries: files.map((path) => ({ path, type: 'file' })) }),
          async pullRequestsWith() {
            if (isUnknown) throw new Failure('cancelled', 'commit-gone', 'no commit found');
            return numbers;
          },
        }),
      },
      courses: {
        rulesFor: async () => ({
          ...rulesWithoutCourse({ languages: ['en', 'ja'], notGraded: 'neutral' }),
          ...{ handIn: way, gradedBy, courseId: 'C', timeZone: 'Asia/Tokyo' },
        }),
      },
      publisher: {
        async publishCheck({ name, conclusion, output }) {
          seen.told.push(`${name}: ${conclusion}: ${output.summary?.split('\n')[0]}`);
          return { checkRunId: 1 };
        },
      },
      takeIn: async ({ pullNumber }) => void seen.takenIn.push(pullNumber),
      exercises: new Set(['02-batch-jobs', '03-config']),
      delivery: { attempt },
    },
    {
      repository: { repositoryId: 1, owner: 'school', name: 'work' },
      ...{ tag, headSha: 'tagged', at: AT, by: { id: by, login: 'somebody' } },
    },
  );

  return seen;
}

describe('handInByTag', () => {
  it('hands in the commit of the tag for its exercise alone, wherever its folder is', async () => {
    const { handedIn, takenIn, told } = await push({
      files: ['week2/02-batch-jobs/job.yaml', '03-config/pod.yaml'],
    });

    expect(handedIn).toEqual([
      {
        ...{ repositoryId: 1, pullNumber: 7, headSha: 'tagged', exercise: '02-batch-jobs' },
        ...{ folder: 'week2/02-batch-jobs', at: AT },
      },
    ]);

    expect([takenIn, told]).toEqual([[7], []]);
  });

  it.each<[string, World, number[]]>([
    ['every pull request that holds the commit', { numbers: [7, 8] }, [7, 8]],
    ['the branch where pushes are graded', { gradedBy: 'push' }, [DEFAULT_BRANCH]],
    ['a pull request of a team mate', { by: 6, mates: [6] }, [7]],
    ['a pull request of a learner, by staff', { by: 6, role: 'assistant' }, [7]],
    ['nothing in courses where pushes are graded', { way: 'push' }, []],
    ['nothing in courses where a comment hands in', { way: 'command' }, []],
    ['nothing with another tag', { tag: 'v1.0' }, []],
  ])('hands in %s', async (_case, world, numbers) => {
    const { takenIn, told } = await push(world);
    expect([takenIn, told]).toEqual([numbers, []]);
  });

  it.each<[string, World, string]>([
    ['a pull request', {}, '7 5 newer'],
    ['a branch, whose author is who pushed the tag', { gradedBy: 'push', by: 6 }, '0 6 newer'],
  ])('saves %s that nobody told us of', async (_case, world, saved) => {
    expect((await push({ ...world, isStored: false })).saved).toEqual([saved]);
  });

  it.each<[string, World, string]>([
    ['names no exercise', { tag: 'submit/02-batchjobs' }, 'The tag names no exercise of this course.'],
    ['stands on a commit without the exercise', { tag: 'submit/03-config' }, 'has no files of `03-config`'],
    [
      'stands on a commit without a pull request',
      { numbers: [], attempt: 5 },
      'belongs to no open pull request',
    ],
    ['stands on a commit that is gone', { isUnknown: true, attempt: 5 }, 'belongs to no open pull request'],
    ['is pushed by somebody else', { by: 6 }, 'handed in by the author'],
  ])('tells on the commit that nothing was handed in by a tag that %s', async (_case, world, text) => {
    const { told, handedIn } = await push(world);
    expect([told, handedIn]).toEqual([[expect.stringContaining(text)], []]);
    expect(told[0]).toContain(`saiten / ${world.tag ?? 'submit/02-batch-jobs'}: action_required`);
  });

  it.each<[string, World]>([
    ['lists no pull request of it', { numbers: [] }],
    ['does not know it', { isUnknown: true }],
  ])('waits with a commit while GitHub %s', async (_case, world) => {
    await expect(push(world)).rejects.toMatchObject({ code: 'github-behind' });
  });

  it('tells that the commit was handed in already', async () => {
    expect((await push({ added: 0 })).told).toEqual([expect.stringContaining('neutral: `submit/')]);
  });
});
