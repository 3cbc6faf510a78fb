import { storableText } from './storable-text.ts';

/**
 * A text that a report, JSON and PostgreSQL can keep, at most `length` UTF-16 units of it: a character that none of them takes
 * (NUL, half of a surrogate pair) is made visible, and no character is cut in two.
 */
export function clipText(text: string, length: number): string {
  if (text.length <= length) return storableText(text);
  // What is cut off may be long; a text that is cut ends in a sign of its own.
  const kept = text.slice(0, length - 1);
  const isHalf = /[\ud800-\udbff]$/.test(kept);
  return `${storableText(isHalf ? kept.slice(0, -1) : kept)}…`;
}
