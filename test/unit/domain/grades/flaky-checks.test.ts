import { describe, expect, it } from 'vitest';
import { flakyChecks, type Disagreement } from '../../../../services/domain/grades/flaky-checks.ts';

/** Ids from 100 on are of accounts that merely handed something in. */
const on = (fingerprint: string, ...githubIds: number[]): Disagreement => ({
  exercise: '02-probes',
  checkId: 'traffic',
  fingerprint,
  githubIds,
  enrolledIds: githubIds.filter((id) => id < 100),
  passedRunId: `${fingerprint}-P`,
  failedRunId: `${fingerprint}-F`,
});

describe('flakyChecks', () => {
  it.each<[string, Disagreement[], ['flaky' | 'suspect', number] | undefined]>([
    ['nothing of nothing', [], undefined],
    ['one learner alone is no proof', [on('x', 1)], ['suspect', 1]],
    ['nor is the same learner with many contents', [on('x', 1), on('y', 1), on('z', 1)], ['suspect', 1]],
    ['nor is one content that two handed in', [on('x', 1, 2)], ['suspect', 2]],
    ['nor are accounts outside of the roster', [on('x', 100), on('y', 101)], ['suspect', 0]],
    ['nor is one of them beside a member', [on('x', 1), on('y', 101)], ['suspect', 1]],
    ['two contents of two members are', [on('x', 1), on('y', 2)], ['flaky', 2]],
  ])('%s', (_name, disagreements, expected) => {
    const [found] = flakyChecks(disagreements);
    expect(found && [found.finding, found.learners]).toEqual(expected);
  });

  it('judges each check of each exercise for itself', () => {
    const found = flakyChecks([
      on('x', 1),
      { ...on('y', 2), checkId: 'other' },
      { ...on('y', 2), exercise: '03-x' },
    ]);

    expect(found.map(({ finding }) => finding)).toEqual(['suspect', 'suspect', 'suspect']);
  });
});
