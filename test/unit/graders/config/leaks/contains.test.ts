import { expect, it } from 'vitest';
import { contains } from '../../../../../graders/config/leaks/contains.ts';

const LONG = 'ab'.repeat(50);

it.each([
  ['a text', 'text', true],
  ['a text', 'tent', false],
  ['', 'x', false],
  [`x${LONG}x`, LONG, true],
  [`${LONG.slice(1)}${LONG}`, `${LONG}`, true],
  [`${LONG}c`, `${LONG}c`, true],
  [`${LONG}${LONG}c`, `${LONG}c`, true],
  [`${LONG}${LONG}`, `${LONG}c`, false],
  [`${LONG.slice(0, -1)}c${LONG.slice(0, -2)}`, LONG, false],
])('in %j stands %j: %s', (text, part, is) => {
  expect(contains(text, part)).toBe(is);
});

it('comes to an end for a long part that fails late at every place', () => {
  expect(contains('a'.repeat(2_000_000), `${'a'.repeat(200_000)}b`)).toBe(false);
});
