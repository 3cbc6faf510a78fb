import type { Matcher } from './matcher.ts';

/** Ports and the like, where `80` and `"80"` say the same. */
export function intOrString(expected: number | string): Matcher {
  return {
    matches: (value, path) =>
      (typeof value === 'number' || typeof value === 'string') && String(value) === String(expected)
        ? []
        : [
            {
              path,
              expected: String(expected),
              found: value === undefined ? 'nothing' : String(JSON.stringify(value)),
            },
          ],
  };
}
