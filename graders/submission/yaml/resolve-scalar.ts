import { Scalar } from 'yaml';

/** A value, or why there is none: a tag that does not fit it, or a number that JSON cannot write. */
export type ResolvedScalar = { value: unknown } | { problem: 'tag-refused' | 'number-refused' };

const WORDS = new Map<string, unknown>([
  ...['y', 'Y', ...casesOf('yes'), ...casesOf('true'), ...casesOf('on')].map((word) => [word, true] as const),
  ...['n', 'N', ...casesOf('no'), ...casesOf('false'), ...casesOf('off')].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', ...casesOf('null')].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((word) => [
    [word, Infinity] as const,
    [`+${word}`, Infinity] as const,
    [`-${word}`, -Infinity] as const,
  ]),
]);

const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

const INTEGERS: readonly [RegExp, number][] = [
  [/^([-+]?)0[xX]([\da-fA-F]+)$/, 16],
  [/^([-+]?)0[oO]?([0-7]+)$/, 8],
  [/^([-+]?)0[bB]([01]+)$/, 2],
  [/^([-+]?)(0|[1-9]\d*)$/, 10],
  // The library cuts `0b` off and reads what is left as a number with a sign of its own.
  [/^0b([-+]?)([01]+)$/, 2],
];

/** What fits into 64 bits, without a sign and with one. */
const LARGEST = (1n << 64n) - 1n;
const SMALLEST = -(1n << 63n);

const TAG = 'tag:yaml.org,2002:';

/**
 * The value kubectl gives a scalar. kubectl reads YAML 1.1, where an unquoted `yes` is a boolean, `0644` is octal and `1_000`
 * a number; the parser reads YAML 1.2, where they are text, 644 and text. The rules:
 * https://github.com/yaml/go-yaml/blob/v2.4.3/resolve.go
 */
export function resolveScalar({ type, value, source, tag }: Scalar): ResolvedScalar {
  const text = source ?? String(value);

  if (tag === undefined) {
    const isPlain = type === Scalar.PLAIN || (type === undefined && source === undefined);
    return storable(isPlain ? plainValue(text) : text);
  }

  if (tag === `${TAG}str`) return { value: text };
  const found = plainValue(text);
  if (tag === `${TAG}float` && typeof found === 'number') return storable(found);
  return tag === `${TAG}${typeOf(found)}` ? storable(found) : { problem: 'tag-refused' };
}

function plainValue(text: string): unknown {
  if (WORDS.has(text)) return WORDS.get(text);
  if (text.startsWith('.')) return FLOAT.test(text) ? finiteOr(text, text) : text;
  if (!/^[-+\d]/.test(text)) return text;
  const plain = text.replaceAll('_', '');

  for (const [form, base] of INTEGERS) {
    const [, sign = '', digits = ''] = form.exec(plain) ?? [];
    const integer = digits === '' ? undefined : integerOf(sign, digits, base);
    if (integer !== undefined) return integer;
  }

  return FLOAT.test(plain) ? finiteOr(plain, text) : text;
}

function integerOf(sign: string, digits: string, base: number): number | undefined {
  const prefix = { 16: '0x', 8: '0o', 2: '0b' }[base] ?? '';
  const magnitude = BigInt(prefix + digits);
  const integer = sign === '-' ? -magnitude : magnitude;
  const largest = sign === '' ? LARGEST : -SMALLEST - 1n;
  return integer < SMALLEST || integer > largest ? undefined : Number(integer);
}

/** A number too large for a computer is text. */
function finiteOr(digits: string, text: string): number | string {
  const number = Number(digits);
  return Number.isFinite(number) ? number : text;
}

function storable(value: unknown): ResolvedScalar {
  const isOdd = typeof value === 'number' && !Number.isFinite(value);
  return isOdd ? { problem: 'number-refused' } : { value };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'str';
}

/** `yes`, `Yes`, `YES`; any other mixture is text. */
function casesOf(word: string): string[] {
  return [word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()];
}
