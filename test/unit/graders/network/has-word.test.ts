import { describe, expect, it } from 'vitest';
import { hasWord } from '../../../../graders/network/has-word.ts';

describe('hasWord', () => {
  it.each([
    ['v1', 'v1', true],
    ['<b>v1</b>', 'v1', true],
    ['version:v1.', 'v1', true],
    ['v12', 'v1', false],
    ['rev1', 'v1', false],
    ['pod-v1', 'v1', false],
    ['v1-beta', 'v1', false],
    ['axb', 'a.b', false],
  ])('looks in "%s" for "%s": %s', (text, word, expected) => {
    expect(hasWord(text, word)).toBe(expected);
  });
});
