import { differences } from './differences.ts';
import type { Difference, Expected, Matcher } from './matcher.ts';

/** How many items of a list must match. An empty list never satisfies `all`: a rule over nothing proves nothing. */
export type HowMany = 'all' | 'some' | { exactly: number };

/** Judges the items of a list: `all` of at least one, `some` (one or more), or `exactly` so many match. */
export function items(howMany: HowMany, expected: Expected): Matcher {
  return {
    matches(value, path) {
      const list: readonly unknown[] = Array.isArray(value) ? value : [];
      const found = list.map((item, i) => differences(item, expected, [...path, i]));
      const matching = found.filter(({ length }) => length === 0).length;
      const count = (wanted: string): Difference[] => [
        { path, expected: wanted, found: `${matching} of ${list.length} items match` },
      ];
      if (typeof howMany === 'object')
        return matching === howMany.exactly ? [] : count(`exactly ${howMany.exactly} matching items`);
      if (list.length === 0) return count('at least one item');
      if (howMany === 'all') return found.flat();
      return matching > 0 ? [] : count('at least one matching item');
    },
  };
}
