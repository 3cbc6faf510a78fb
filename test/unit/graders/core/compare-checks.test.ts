import { expect, it } from 'vitest';
import { compareChecks } from '../../../../graders/core/compare-checks.ts';

const ids = (...names: string[]) => names.map((id) => ({ id }));

it.each([
  ['the same', ids('a', 'b'), ids('a', 'b'), []],
  ['a missing check', ids('a'), ids('a', 'b'), ['the grader lacks the check "b"']],
  ['an undeclared check', ids('a', 'b'), ids('a'), ['exercise.yaml lacks the check "b"']],
  ['another order', ids('b', 'a'), ids('a', 'b'), ['the order is b, a, expected a, b']],
  [
    'a need that comes later',
    [{ id: 'a', needs: ['b'] }, { id: 'b' }],
    ids('a', 'b'),
    ['the check "a" needs "b", which is no earlier check'],
  ],
])('reports %s', (_, checks, declared, differences) => {
  expect(compareChecks(checks, declared)).toEqual(differences);
});
