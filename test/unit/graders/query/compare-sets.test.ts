import { describe, expect, it } from 'vitest';
import { compareSets } from '../../../../graders/query/compare-sets.ts';

describe('compareSets', () => {
  it.each([
    ['another order', ['a', 'b'], ['b', 'a'], [], []],
    ['repetitions', ['a', 'b'], ['a', 'a', 'b'], [], []],
    ['too few', ['a', 'b'], ['b'], ['a'], []],
    ['too many', ['a'], ['a', 'b', 'b'], [], ['b']],
    ['nothing found', ['a'], [], ['a'], []],
  ])('compares with %s', (_, expected, found, missing, superfluous) => {
    expect(compareSets(expected, found)).toEqual({ missing, superfluous });
  });
});
