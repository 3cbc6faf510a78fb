import { expect, it } from 'vitest';
import { toWrittenCommit } from '../../../../services/github/repository/written-commit.ts';

const account = { id: 7, login: 'hanako', type: 'User' };

it.each<[string, Parameters<typeof toWrittenCommit>[0], object]>([
  [
    'an account',
    { sha: 'a', author: account, parents: [{}] },
    { sha: 'a', isMerge: false, author: { id: 7, login: 'hanako', isBot: false } },
  ],
  [
    'a bot',
    { sha: 'a', author: { ...account, type: 'Bot' }, parents: [] },
    { sha: 'a', isMerge: false, author: { id: 7, login: 'hanako', isBot: true } },
  ],
  ['nobody', { sha: 'a', author: null, parents: [] }, { sha: 'a', isMerge: false }],
  ['an object without fields', { sha: 'a', author: {}, parents: [{}, {}] }, { sha: 'a', isMerge: true }],
])('reads the author of a commit: %s', (_case, answered, expected) => {
  expect(toWrittenCommit(answered)).toEqual(expected);
});
