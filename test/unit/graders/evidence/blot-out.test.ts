import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlotter } from '../../../../graders/evidence/blot-out.ts';

const blot = (text: string, ...words: string[]) => createBlotter(words)?.(text);

describe('createBlotter', () => {
  it.each([
    ['a word', 'say abcd now', ['abcd'], 'say *** now'],
    ['one after the other', 'abcdabcd', ['abcd'], '******'],
    ['what overlaps as one', 'xababax', ['aba'], 'x***x'],
    ['the longer of two', 'abcdef', ['bc', 'abcdef'], '***'],
    ['a word that ends within another', 'abcx', ['abcd', 'bc'], 'a***x'],
    ['half a surrogate pair', 'a\ud83d b', ['\ud83d'], 'a*** b'],
    ['nothing without words', 'abc', [], 'abc'],
    ['nothing for an empty word', 'abc', [''], 'abc'],
  ])('takes out %s', (_, text, words, expected) => {
    expect(blot(text, ...words)).toBe(expected);
  });

  it('leaves no word in any text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });

    fc.assert(
      fc.property(fc.array(letters, { maxLength: 6 }), fc.array(letters), (words, parts) => {
        const shown = blot(parts.join(''), ...words) ?? '';
        return shown.split('***').every((rest) => words.every((word) => !rest.includes(word)));
      }),
    );
  });

  it('looks at each character of a text a bounded number of times', () => {
    let reads = 0;

    class CountedText extends String {
      override charCodeAt(index: number): number {
        reads++;
        return super.charCodeAt(index);
      }
    }

    const text = new CountedText('a'.repeat(200_000)) as unknown as string;
    const words = Array.from({ length: 400 }, (_, i) => `${'a'.repeat(1000)}b${i}`);
    createBlotter(words)?.(text);
    expect(reads).toBe(200_000);
  });

  it('gives up on words that are too long together', () => {
    expect(createBlotter(['a'.repeat(1024 * 1024 + 1)])).toBeUndefined();
  });
});
