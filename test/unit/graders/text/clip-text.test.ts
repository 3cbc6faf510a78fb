import { describe, expect, it } from 'vitest';
import { clipText } from '../../../../graders/text/clip-text.ts';
import { createRandom } from '../../../../graders/core/random.ts';
import { storableText } from '../../../../graders/text/storable-text.ts';
import { hostileCharacters } from '../../../support/hostile-characters.ts';

describe('clipText', () => {
  it.each([
    ['a short text', 'abc', 3, 'abc'],
    ['a long one', 'abcd', 3, 'ab…'],
    ['a pair at the cut', 'a😀b', 3, 'a…'],
    ['a pair before the cut', 'a😀bc', 4, 'a😀…'],
    ['NUL', 'a\0b', 9, 'a␀b'],
    ['the first half of a pair alone', 'a\ud83db', 9, 'a\ufffdb'],
    ['the second half of a pair alone', '\ude00', 9, '\ufffd'],
    ['a whole pair', '😀', 9, '😀'],
    ['line ends of all kinds', 'a\r\n\u2028\u2029', 9, 'a\r\n\u2028\u2029'],
  ])('keeps what can be kept of %s', (_, text, length, expected) => {
    expect(clipText(text, length)).toBe(expected);
  });

  it('cuts 5,000 hostile texts between two characters, each storable', () => {
    const random = createRandom('clipped');

    for (let i = 0; i < 5_000; i++) {
      const text = hostileCharacters(random);
      const length = 1 + Math.floor(random() * 40);
      const clipped = clipText(text, length);
      expect(isStorable(clipped) && clipped.length <= length).toBe(true);
      const kept = Array.from(clipped.replace(/…$/, ''));
      expect(Array.from(storableText(text)).slice(0, kept.length)).toEqual(kept);
    }
  });
});

function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
