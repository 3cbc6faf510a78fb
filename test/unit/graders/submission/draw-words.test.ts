import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../graders/core/random.ts';
import { drawWords } from '../../../../graders/submission/draw-words.ts';

describe('drawWords', () => {
  it('keeps the letters of a word and draws eight digits', () => {
    const drawn = drawWords({ random: createRandom('abc') }, ['v1', 'hello']);
    expect(drawn.get('v1')).toMatch(/^v\d{8}$/);
    expect(drawn.get('hello')).toMatch(/^hello\d{8}$/);
  });

  it('never draws one word twice', () => {
    const numbers = [0.5, 0.5, 0.6];
    const drawn = drawWords({ random: () => numbers.shift() ?? 0 }, ['v1', 'v2']);
    expect([...drawn.values()]).toEqual(['v55000000', 'v64000000']);
  });

  it('draws others in another run', () => {
    const drawn = (seed: string) => drawWords({ random: createRandom(seed) }, ['v1']).get('v1');
    expect(drawn('a')).not.toBe(drawn('b'));
  });
});
