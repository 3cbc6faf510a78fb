import { describe, expect, it } from 'vitest';
import { createContext, type ContextParts } from '../../../../graders/core/create-context.ts';
import { createRandom } from '../../../../graders/core/random.ts';

const draw = (seed: string, count = 200) => Array.from({ length: count }, createRandom(seed));

describe('createRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a').filter((value) => draw('b').includes(value))).toEqual([]);
  });

  it('fills [0, 1) evenly', () => {
    const numbers = draw('even', 4000);
    expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true);

    const tenths = Array.from(
      { length: 10 },
      (_, i) => numbers.filter((v) => Math.floor(v * 10) === i).length,
    );

    expect(Math.min(...tenths)).toBeGreaterThan(300);
  });

  it('does not follow from the nonce, which the learner’s pods may see', () => {
    const context = createContext({ seed: 'abcdef' } as ContextParts);
    expect(context.nonce).toMatch(/^[a-z0-9]{10}$/);
    expect(context).not.toHaveProperty('seed');
    expect(draw(context.nonce)).not.toContain(context.random());
  });
});
