import { expect, it } from 'vitest';
import { isStillCurrent } from '../../../../services/worker/runs/is-still-current.ts';

const word = (headSha: string, seconds: number, closed: '' | 'closed' | 'merged' = '') => ({
  headSha,
  state: closed === '' ? ('open' as const) : ('closed' as const),
  merged: closed === 'merged',
  updatedAt: new Date(seconds * 1000),
});

it.each([
  ['both are for it', word('ours', 1), word('ours', 1), true],
  ['a newer answer is against it', word('ours', 1), word('next', 2), false],
  ['an older answer is against it', word('ours', 2), word('before', 1), true],
  ['a newer event is against it', word('next', 2), word('ours', 1), false],
  ['an event of the same second came late', word('before', 1), word('ours', 1), true],
  ['an answer of the same second is stale', word('ours', 1), word('before', 1), true],
  ['both are against it', word('next', 1), word('next', 1), false],
  ['it was closed since', word('ours', 1), word('ours', 2, 'closed'), false],
  ['it was merged since', word('ours', 1), word('ours', 2, 'merged'), true],
])('%s', (_case, told, answered, expected) => {
  expect(isStillCurrent('ours', { told, answered })).toBe(expected);
});
