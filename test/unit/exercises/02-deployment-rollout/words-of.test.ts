import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../exercises/02-deployment-rollout/words-of.ts';

const words = new Map([
  ['v1', 'v11111111'],
  ['v2', 'v22222222'],
]);

describe('wordsOf', () => {
  it.each([
    ['v1', 'v11111111', ['v1', 'v2', 'v22222222']],
    ['v2', 'v22222222', ['v1', 'v11111111', 'v2']],
  ] as const)('wants the drawn word of %s and no other', (version, wanted, unwanted) => {
    const found = wordsOf({ words }, version);
    expect(found.wanted).toBe(wanted);
    expect([...found.unwanted].sort()).toEqual([...unwanted].sort());
  });
});
