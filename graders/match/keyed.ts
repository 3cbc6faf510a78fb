import { valueAt } from '../submission/value-at.ts';
import { differences } from './differences.ts';
import type { Expected, Matcher } from './matcher.ts';

/**
 * Items of a list by the value of a field, whatever their order and whatever else the list holds:
 * `keyed('name', { web: { image: image('nginx:1.27') } })`.
 */
export function keyed(field: string, expected: Readonly<Record<string, Expected>>): Matcher {
  return {
    matches(value, path) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      const keys = items.map((item) => String(JSON.stringify(valueAt(item, [field]))).replaceAll('"', ''));
      return Object.entries(expected).flatMap(([key, wanted]) => {
        const index = keys.indexOf(key);
        if (index === -1)
          return [
            { path, expected: `an item with ${field} "${key}"`, found: keys.join(', ') || 'an empty list' },
          ];
        return differences(items[index], wanted, [...path, index]);
      });
    },
  };
}
