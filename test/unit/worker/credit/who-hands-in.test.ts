import { expect, it } from 'vitest';
import type { Account } from '../../../../services/worker/credit/account-kind.ts';
import { whoHandsIn } from '../../../../services/worker/credit/who-hands-in.ts';

const hanako = { id: 5, login: 'hanako' };
const teacher = { id: 3, login: 'sensei' };
const bot = { id: 9, login: 'tidy[bot]' };
const ghost = { id: 10_137, login: 'ghost' };

function handsIn(
  author: Account,
  commits: (Account | undefined)[] = [],
  { number = 0, isNote = false } = {},
) {
  const log = commits.map((by, index) => ({
    ...{ sha: index === 0 ? 'head' : `c${index}`, isMerge: false },
    ...(by === undefined ? {} : { author: by }),
  }));

  return whoHandsIn(
    { roleOf: async (_course, id) => (id === teacher.id ? 'assistant' : undefined) },
    {
      commitsBefore: async () => log,
      commit: async (sha) => ({ files: [{ path: sha === 'c1' && isNote ? 'README.md' : 'x/a.yaml' }] }),
    },
    {
      map: { slugs: new Set(['x']) },
      ...{ pullRequest: { number, headSha: 'head' }, author, rules: { courseId: 'C' } },
      submissions: [
        {
          ...{ id: 'S', repositoryId: 1, pullNumber: 0, headSha: 'c2', exercise: 'x', attempt: 1 },
          ...{ authorId: 5, authorLogin: 'hanako', state: 'graded', cancelRequested: false },
          createdAt: new Date(0),
        },
      ],
    },
  );
}

it.each<[string, Parameters<typeof handsIn>, { kind: string; login: string }]>([
  ['who pushed', [hanako, [bot]], { kind: 'learner', login: 'hanako' }],
  ['a learner whose commit a bot tidied', [bot, [bot, hanako]], { kind: 'learner', login: 'hanako' }],
  ['a learner whose work a teacher merged', [teacher, [hanako]], { kind: 'learner', login: 'hanako' }],
  ['a learner whose push nobody is known of', [ghost, [hanako]], { kind: 'learner', login: 'hanako' }],
  [
    'staff, above what was graded before',
    [teacher, [teacher, undefined, hanako]],
    { kind: 'staff', login: 'sensei' },
  ],
  ['a bot alone', [bot, [bot]], { kind: 'bot', login: 'tidy[bot]' }],
  [
    'a bot, where a learner changed no exercise',
    [bot, [bot, hanako], { isNote: true }],
    { kind: 'bot', login: 'tidy[bot]' },
  ],
  ['nobody', [ghost, [undefined]], { kind: 'nobody', login: 'ghost' }],
  ['of a pull request its author', [bot, [hanako], { number: 7 }], { kind: 'bot', login: 'tidy[bot]' }],
])('finds %s', async (_case, [author, commits, more], expected) => {
  expect(await handsIn(author, commits, more)).toMatchObject(expected);
});
