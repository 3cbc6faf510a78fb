/** A character that passes for one of YAML's, or for nothing at all. */
export interface OddCharacter {
  /** Where it stands in the text, in UTF-16 units, from 0. */
  index: number;
  kind: 'look-alike' | 'space' | 'invisible';
  /** Such as `U+FF1A`. */
  code: string;
  /** What it looks like in ASCII; empty for an invisible one. */
  ascii: string;
}

const DASHES = '\u2010-\u2015\u2212';
const SINGLE_QUOTES = '\u2018-\u201b\u2032';
const DOUBLE_QUOTES = '\u201c-\u201f\u2033';
const COLONS = '\u2236\ua789';

/** White space but the blank, what cannot be seen, and the full-width, small and typographic forms of ASCII. */
const ODD = new RegExp(
  String.raw`[\p{Cf}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufe13\ufe50-\ufe6b\uff01-\uff5e${DASHES}${SINGLE_QUOTES}${DOUBLE_QUOTES}${COLONS}]`,
  'u',
);

/** The first odd character of a text; undefined where it has none. Japanese and other letters are not odd. */
export function oddCharacter(text: string): OddCharacter | undefined {
  const found = ODD.exec(text);
  if (found === null) return undefined;
  const [character] = found;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (/\p{Cf}/u.test(character)) return { index: found.index, kind: 'invisible', code, ascii: '' };
  if (/\p{Zs}/u.test(character)) return { index: found.index, kind: 'space', code, ascii: ' ' };
  return { index: found.index, kind: 'look-alike', code, ascii: asciiOf(character) };
}

/**
 * The odd character that keeps a line from being YAML: everything before it is ASCII. What stands in quotes or in a comment
 * is text.
 */
export function oddInSyntax(line: string): OddCharacter | undefined {
  const blank = (part: string) => ' '.repeat(part.length);
  const bare = line.replaceAll(/"[^"]*"|'[^']*'/g, blank).replace(/(?:^|\s)#.*$/u, blank);
  const odd = oddCharacter(bare);
  return odd !== undefined && isAscii(bare.slice(0, odd.index)) ? odd : undefined;
}

function isAscii(text: string): boolean {
  return Array.from(text).every((character) => character < '\u0080');
}

function asciiOf(character: string): string {
  const plain = character.normalize('NFKC');
  if (plain.length === 1 && plain < '\u0080') return plain;

  const forms: [string, string][] = [
    [DASHES, '-'],
    [SINGLE_QUOTES, "'"],
    [DOUBLE_QUOTES, '"'],
    [COLONS, ':'],
  ];

  return forms.find(([range]) => new RegExp(`[${range}]`, 'u').test(character))?.[1] ?? '';
}
