import { describe, expect, it } from 'vitest';
import { replaceStrings } from '../../../../../services/clusters/kind/node-image/replace-strings.ts';

describe('replaceStrings', () => {
  it.each([
    ['in a text, each time', 'a-1 and a-1', 'b-2 and b-2'],
    [
      'in lists and in keys',
      { list: ['a-1'], 'of a-1': { deep: 'on a-1' } },
      { list: ['b-2'], 'of b-2': { deep: 'on b-2' } },
    ],
    [
      'nothing else',
      { number: 1, no: false, none: null, other: 'a+1' },
      { number: 1, no: false, none: null, other: 'a+1' },
    ],
  ])('exchanges %s', (_, value, expected) => {
    expect(replaceStrings<unknown>(value, ['a-1'], ['b-2'])).toEqual(expected);
  });

  it('takes the longer one where two fit', () => {
    expect(replaceStrings('/data/a/files of a', ['a', '/data/a'], ['b', '/elsewhere'])).toBe(
      '/elsewhere/files of b',
    );
  });

  it('leaves alone what it has put in', () => {
    expect(replaceStrings('one two', ['one', 'two'], ['two', 'three'])).toBe('two three');
  });

  it('reads nothing into signs', () => {
    expect(replaceStrings('10.0.0.1 and 10x0y0z1', ['10.0.0.1'], ['10.0.0.9'])).toBe('10.0.0.9 and 10x0y0z1');
  });
});
