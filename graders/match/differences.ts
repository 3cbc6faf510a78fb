import { valueAt } from '../submission/value-at.ts';
import type { Difference, Expected, Matcher } from './matcher.ts';

type Path = readonly (string | number)[];

/**
 * Compares an object with what is asserted of it and returns every difference. Objects match by the fields that are
 * named, so defaults and injected fields do not count; lists match item by item in order; for other rules
 * put a matcher (`keyed`, `all`, `quantity`, …).
 */
export function differences(value: unknown, expected: Expected, path: Path = []): Difference[] {
  if (isMatcher(expected)) return expected.matches(value, path);
  if (Array.isArray(expected)) return listDifferences(value, expected as readonly Expected[], path);
  if (typeof expected === 'object' && expected !== null)
    return Object.entries(expected).flatMap(([field, wanted]) =>
      differences(valueAt(value, [field]), wanted, [...path, field]),
    );
  return value === expected ? [] : [{ path, expected: shown(expected), found: shown(value) }];
}

function isMatcher(expected: Expected): expected is Matcher {
  return (
    typeof expected === 'object' &&
    expected !== null &&
    'matches' in expected &&
    typeof expected.matches === 'function'
  );
}

function listDifferences(value: unknown, expected: readonly Expected[], path: Path): Difference[] {
  if (!Array.isArray(value)) return [{ path, expected: `a list of ${expected.length}`, found: shown(value) }];
  if (value.length !== expected.length)
    return [{ path, expected: `a list of ${expected.length}`, found: `a list of ${value.length}` }];
  return expected.flatMap((wanted, i) => differences(value[i], wanted, [...path, i]));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'nothing').slice(0, 300);
}
