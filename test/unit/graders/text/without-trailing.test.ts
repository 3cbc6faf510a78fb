import { describe, expect, it } from 'vitest';
import { withoutTrailing } from '../../../../graders/text/without-trailing.ts';

describe('withoutTrailing', () => {
  it.each([
    ['a/b//', '/', 'a/b'],
    ['///', '/', ''],
    ['v12', '0123456789', 'v'],
    ['a/b', '/', 'a/b'],
    ['', '/', ''],
  ])('makes %j without %j %j', (text, characters, expected) => {
    expect(withoutTrailing(text, characters)).toBe(expected);
  });
});
