import { describe, expect, it } from 'vitest';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import type { HandIn, HandInWay } from '../../../../services/domain/submissions/hand-in.ts';
import { handIn } from '../../../../services/worker/requests/hand-in.ts';

const SAID = new Date(60_000);

interface World {
  way?: HandInWay;
  /** GitHub's now, and when it changed last. */
  head?: string;
  updatedAt?: Date;
  /** When the head was first heard of. */
  heardAt?: Date;
  files?: string[];
  /** How many of those given are new. */
  added?: number;
}

async function submit(
  {
    way = 'command',
    head = 'head',
    updatedAt = new Date(1),
    files = ['02-batch-jobs/job.yaml'],
    added = 1,
    heardAt,
  }: World,
  known: string | undefined = 'head',
) {
  const seen = { handedIn: [] as readonly HandIn[], notices: [] as string[], takenIn: 0 };

  const isHandedIn = await handIn(
    {
      store: {
        heads: { hear: async () => undefined, firstHeard: async () => heardAt },
        handIns: {
          async add(handIns) {
            seen.handedIn = handIns;
            return added;
          },
        },
        pullRequests: { change: async (_id, _number, { notice }) => void seen.notices.push(notice.kind) },
      },
      github: {
        forRepository: () => ({
          pullRequest: async () => ({
            ...{
              headSha: head,
              state: 'open' as const,
              merged: false,
              draft: false,
              updatedAt,
              headRepositoryId: 1,
            },
            author: { id: 5, login: 'hanako' },
            changedFiles: files.length,
          }),
          defaultBranch: async () => ({ headSha: head }),
          changedFiles: async () => files.map((path) => ({ path })),
          mergeBase: async () => Promise.reject(new Error('The list is complete.')),
          comparedFiles: async () => Promise.reject(new Error('This is no branch.')),
          tree: async () => Promise.reject(new Error('The list is complete.')),
        }),
      },
      courses: {
        rulesFor: async () => ({
          ...rulesWithoutCourse({ languages: ['ja', 'en'], notGraded: 'neutral' }),
          ...{ handIn: way, courseId: 'C', timeZone: 'Asia/Tokyo' },
        }),
      },
      takeIn: async () => void seen.takenIn++,
      exercises: new Set(['02-batch-jobs', '03-config']),
      now: () => 90_000,
      delivery: { attempt: 1 },
      logger: { warn: () => undefined },
    },
    {
      ...{ repositoryId: 1, owner: 'school', name: 'work', number: 7, headSha: 'stored', state: 'open' },
      ...{ authorId: 5, authorLogin: 'hanako', draft: false, updatedAt: new Date(0) },
      ...{ gradingAllowed: false, helpWanted: false },
    },
    { at: SAID, ...(known !== undefined && { headSha: known }) },
  );

  return { ...seen, isHandedIn };
}

describe('handIn', () => {
  it('hands in every exercise of the newest commit at the time of the comment', async () => {
    const { handedIn, takenIn, isHandedIn } = await submit({
      files: ['02-batch-jobs/job.yaml', 'week3/03-config/pod.yaml'],
    });

    expect(handedIn).toEqual([
      {
        ...{ repositoryId: 1, pullNumber: 7, headSha: 'head', exercise: '02-batch-jobs', at: SAID },
        folder: '02-batch-jobs',
      },
      {
        ...{ repositoryId: 1, pullNumber: 7, headSha: 'head', exercise: '03-config', at: SAID },
        folder: 'week3/03-config',
      },
    ]);

    expect([takenIn, isHandedIn]).toEqual([1, true]);
  });

  it.each<[string, World, string | undefined, number]>([
    ['was pushed after the comment', { updatedAt: new Date(70_000) }, 'older', 70_000],
    [
      'was pushed after the comment, by a clock ahead of ours',
      { updatedAt: new Date(95_000) },
      'older',
      90_000,
    ],
    [
      'was pushed before the comment, and is heard of only now',
      { updatedAt: new Date(50_000) },
      'older',
      60_000,
    ],
    [
      'was pushed after the comment, and changed by another comment since',
      { updatedAt: new Date(80_000), heardAt: new Date(70_000) },
      'older',
      70_000,
    ],
  ])('hands in no earlier than it came what %s', async (_case, world, known, at) => {
    const { handedIn } = await submit(world, known);
    expect(handedIn[0]?.at.getTime()).toBe(at);
  });

  it('hands in nothing while GitHub answers an older head than it told', async () => {
    await expect(submit({ updatedAt: new Date(-1) })).rejects.toMatchObject({ code: 'github-behind' });
  });

  it.each<[string, World, string]>([
    ['where every push is graded', { way: 'push' }, 'handed-in-otherwise'],
    ['where a tag does it', { way: 'tag' }, 'handed-in-otherwise'],
    ['without an exercise', { files: ['README.md'] }, 'nothing-to-hand-in'],
    ['of what was handed in already', { added: 0 }, 'handed-in-already'],
  ])('says why it hands nothing in %s', async (_case, world, notice) => {
    expect(await submit(world)).toMatchObject({ isHandedIn: false, notices: [notice] });
  });
});
