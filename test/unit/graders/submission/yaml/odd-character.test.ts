import { describe, expect, it } from 'vitest';
import { oddCharacter, oddInSyntax } from '../../../../../graders/submission/yaml/odd-character.ts';

describe('oddCharacter', () => {
  it.each([
    ['a full-width colon', 'image：busybox', { index: 5, kind: 'look-alike', code: 'U+FF1A', ascii: ':' }],
    ['full-width digits', '８０', { index: 0, kind: 'look-alike', code: 'U+FF18', ascii: '8' }],
    ['a dash', '– name', { index: 0, kind: 'look-alike', code: 'U+2013', ascii: '-' }],
    ['a minus sign', '−1', { index: 0, kind: 'look-alike', code: 'U+2212', ascii: '-' }],
    ['a typographic quote', '“web”', { index: 0, kind: 'look-alike', code: 'U+201C', ascii: '"' }],
    ['a single typographic quote', 'it’s', { index: 2, kind: 'look-alike', code: 'U+2019', ascii: "'" }],
    ['a small colon', 'a﹕b', { index: 1, kind: 'look-alike', code: 'U+FE55', ascii: ':' }],
    ['a ratio', 'a∶b', { index: 1, kind: 'look-alike', code: 'U+2236', ascii: ':' }],
    ['a full-width space', 'a\u3000b', { index: 1, kind: 'space', code: 'U+3000', ascii: ' ' }],
    ['a no-break space', '\u00a0name', { index: 0, kind: 'space', code: 'U+00A0', ascii: ' ' }],
    ['a zero-width space', 'ki\u200bnd', { index: 2, kind: 'invisible', code: 'U+200B', ascii: '' }],
    ['a soft hyphen', 'a\u00adb', { index: 1, kind: 'invisible', code: 'U+00AD', ascii: '' }],
    ['a byte order mark inside', 'a\ufeff', { index: 1, kind: 'invisible', code: 'U+FEFF', ascii: '' }],
  ])('finds %s', (_what, text, odd) => {
    expect(oddCharacter(text)).toEqual(odd);
  });

  it.each(['', 'plain: text', '日本語', 'ｶﾅ', 'é', '漢字、かな。', '😀'])('finds none in %j', (text) => {
    expect(oddCharacter(text)).toBeUndefined();
  });
});

describe('oddInSyntax', () => {
  it.each([
    ['in a comment', 'image busybox # 注：これ'],
    ['in double quotes', 'text: "注：" x'],
    ['in single quotes', "text: '注：' x"],
    ['behind other letters', '説明：これ'],
    ['in a line of comment', '# a：b'],
  ])('passes over one %s', (_where, line) => {
    expect(oddInSyntax(line)).toBeUndefined();
  });

  it('finds one behind quoted text, where it stands', () => {
    expect(oddInSyntax('"注：" ：')?.index).toBe(5);
  });
});
