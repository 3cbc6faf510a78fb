import { storableText } from '../../../graders/text/storable-text.ts';

/**
 * JSON that PostgreSQL takes, whatever text stands in the value: what it refuses is made visible. A report must never be
 * lost, and with it a verdict, because of one character in it.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') return storableText(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [storableText(key), one]));
  });
}
