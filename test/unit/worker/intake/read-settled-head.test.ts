import { describe, expect, it } from 'vitest';
import { DEFAULT_BRANCH } from '../../../../services/domain/courses/default-branch.ts';
import { readSettledHead } from '../../../../services/worker/intake/read-settled-head.ts';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

/** `told` stands in the store since second 10; GitHub answers what is given. */
function look(
  answer: { headSha: string; seconds: number; state?: 'closed'; draft?: true },
  { number = 7, attempt = 1 } = {},
) {
  const warned: object[] = [];

  const source = {
    pullRequest: async () => ({
      ...{ headSha: answer.headSha, updatedAt: at(answer.seconds), headRepositoryId: 1, changedFiles: 1 },
      ...{ state: answer.state ?? ('open' as const), draft: answer.draft ?? false, merged: false },
      author: { id: 5, login: 'hanako' },
    }),
    defaultBranch: async () => ({ headSha: answer.headSha, pushedAt: at(answer.seconds) }),
  };

  const stored = {
    ...{ repositoryId: 1, owner: 'school', name: 'work', number, headSha: 'told', state: 'open' as const },
    ...{ authorId: 5, authorLogin: 'hanako', draft: false, updatedAt: at(10) },
    ...{ gradingAllowed: false, helpWanted: false },
  };

  const logger = { warn: (facts: object) => void warned.push(facts) };
  return { head: readSettledHead({ logger }, source, stored, { attempt }), warned };
}

describe('readSettledHead', () => {
  it.each([
    ['a newer head', { headSha: 'newer', seconds: 11 }, 7],
    ['the head of the event', { headSha: 'told', seconds: 10 }, 7],
    ['a pull request that changed since', { headSha: 'told', seconds: 11 }, 7],
    ['a pull request that was closed since', { headSha: 'told', seconds: 11, state: 'closed' as const }, 7],
    ['the head of a branch that the event told', { headSha: 'told', seconds: 9 }, DEFAULT_BRANCH],
  ])('takes %s', async (_case, answer, number) => {
    expect(await look(answer, { number }).head).toMatchObject({ headSha: answer.headSha });
  });

  it.each([
    ['an older head', { headSha: 'older', seconds: 9 }, 7],
    ['an older state of the same head', { headSha: 'told', seconds: 9 }, 7],
    ['another head of the same second', { headSha: 'other', seconds: 10 }, 7],
    [
      'the same head as a draft, of the same second',
      { headSha: 'told', seconds: 10, draft: true as const },
      7,
    ],
    [
      'the same head closed, of the same second',
      { headSha: 'told', seconds: 10, state: 'closed' as const },
      7,
    ],
    [
      'another head of a branch, which has no time of its own',
      { headSha: 'other', seconds: 11 },
      DEFAULT_BRANCH,
    ],
  ])('asks again for %s', async (_case, answer, number) => {
    for (const attempt of [1, 4])
      await expect(look(answer, { number, attempt }).head).rejects.toMatchObject({
        ...{ code: 'github-behind', fault: 'infrastructure' },
        facts: { told: 'told', answered: answer.headSha, attempt },
      });
  });

  it.each([
    ['an older head, as of when the newer one was told', { headSha: 'older', seconds: 9 }, 7, at(10)],
    ['a branch, as of the newest push', { headSha: 'other', seconds: 11 }, DEFAULT_BRANCH, at(11)],
  ])('believes at last %s, and says so in the log', async (_case, answer, number, updatedAt) => {
    const { head, warned } = look(answer, { number, attempt: 5 });
    expect(await head).toMatchObject({ headSha: answer.headSha, updatedAt });
    expect(warned).toEqual([{ repositoryId: 1, number, told: 'told', answered: answer.headSha }]);
  });
});
