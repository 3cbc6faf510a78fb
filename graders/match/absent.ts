import type { Matcher } from './matcher.ts';

/** The field is left out or null. */
export const absent: Matcher = {
  matches: (value, path) =>
    value === undefined || value === null
      ? []
      : [{ path, expected: 'nothing', found: String(JSON.stringify(value)) }],
};
