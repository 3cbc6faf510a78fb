/**
 * The same value with other texts in all its strings and keys: `from[0]` becomes `to[0]`, and so on. Of two that fit in one
 * place the longer counts; what was put in is not looked at again.
 */
export function replaceStrings<Value>(value: Value, from: readonly string[], to: readonly string[]): Value {
  const instead = new Map(from.map((text, index) => [text, to[index] ?? text]));
  const longestFirst = [...instead.keys()].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map((text) => text.replaceAll(SPECIAL, '\\$&')).join('|'), 'g');
  return exchange(value, (text) => text.replaceAll(any, (found) => instead.get(found) ?? found)) as Value;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

function exchange(value: unknown, inText: (text: string) => string): unknown {
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.map((each) => exchange(each, inText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [inText(key), exchange(each, inText)]),
  );
}
