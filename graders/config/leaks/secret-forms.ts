import type { SubmittedSecret } from './submitted-secrets.ts';

/** What to look for in each reading of a text that `readings` makes. */
export interface SecretForms {
  /** In the text as it is. */
  plain: readonly string[];
  /** In the text without white space, quotes and backslashes. */
  squeezed: readonly string[];
  /** In the text as one base64 alphabet, without separators. */
  base64: readonly string[];
  /** In the text in lower case, without what stands between the bytes of a hex dump. */
  hex: readonly string[];
}

/** Characters that shells, JSON and line ends put into a value or around it. */
const SQUEEZED_OUT = /[\s"'\\\0]+/g;
/** A form shorter than this may stand in a text by chance. */
const SHORTEST_FORM = 6;

/**
 * The forms in which a secret value gives itself away: plain, as JSON and in a query, base64 also as a part of something
 * longer, hex, and each of them reversed.
 */
export function secretForms({ value, bytes }: Pick<SubmittedSecret, 'value' | 'bytes'>): SecretForms {
  // A program that reverses bytes tears characters apart; reading its output as text does the same here and there.
  const torn = Buffer.from(bytes).reverse();
  const encoded = [bytes, torn, Buffer.from(reversed(value))];
  const escaped = JSON.stringify(value).slice(1, -1);
  return {
    plain: [...withReversed([value, escaped, value.replaceAll(' ', '+')]), torn.toString('utf8')],
    squeezed: withReversed([squeeze(value)]).filter(({ length }) => length >= SHORTEST_FORM),
    base64: withReversed(encoded.flatMap((data) => [0, 1, 2].map((before) => base64Inside(data, before)))),
    hex: withReversed(encoded.map((data) => data.toString('hex'))),
  };
}

/** A text without the characters that break a value into pieces. */
export function squeeze(text: string): string {
  return text.replaceAll(SQUEEZED_OUT, '');
}

/** The characters of base64 that depend on the data alone when `before` bytes stand before it, and any after it. */
function base64Inside(data: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), data]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + data.length) * 8) / 6));
}

function withReversed(forms: readonly string[]): string[] {
  return [...new Set(forms.flatMap((form) => [form, reversed(form)]))];
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
