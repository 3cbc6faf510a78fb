import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../../services/store/database/group-commit.ts';

/** A write that doubles numbers and refuses 13; each call is written down. */
function buildGroupCommit(most = 100) {
  const calls: (readonly number[])[] = [];

  const commit = createGroupCommit<number, number>(async (items) => {
    calls.push(items);
    if (items.includes(13)) throw new Error('bad luck');
    return items.map((item) => item * 2);
  }, most);

  return { calls, commit };
}

describe('createGroupCommit', () => {
  it('answers each caller with its own answer', async () => {
    const { commit } = buildGroupCommit();
    expect(await Promise.all([1, 2, 3].map(commit))).toEqual([2, 4, 6]);
  });

  it('writes together what was asked for during a write', async () => {
    const { calls, commit } = buildGroupCommit();
    await Promise.all([1, 2, 3].map(commit));
    expect(calls).toEqual([[1], [2, 3]]);
  });

  it('writes no more at once than it may', async () => {
    const { calls, commit } = buildGroupCommit(2);
    await Promise.all([1, 2, 3, 4].map(commit));
    expect(calls).toEqual([[1], [2, 3], [4]]);
  });

  it('lets a bad item fail alone', async () => {
    const { commit } = buildGroupCommit();
    const answers = await Promise.allSettled([1, 2, 13, 4].map(commit));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses a write that answers too little', async () => {
    const commit = createGroupCommit<number, number>(async () => [], 10);
    await expect(commit(1)).rejects.toThrow('Expected 1 answers');
  });

  it('goes on after a failure', async () => {
    const { commit } = buildGroupCommit();
    await expect(commit(13)).rejects.toThrow('bad luck');
    expect(await commit(5)).toBe(10);
  });
});
