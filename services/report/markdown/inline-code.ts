import { excerpt, VALUE_LIMIT } from './excerpt.ts';
import { longestRun } from './longest-run.ts';
import { visibleText } from './visible-text.ts';

/**
 * A learner's value as inline code on one line, of at most about 500 characters. Nothing inside can end the
 * code: the marks are longer than any run of backticks in it (https://spec.commonmark.org/0.31.2/#code-spans).
 * A value that is empty or starts or ends with a blank is put in quotes, so that the blank is seen.
 */
export function inlineCode(text: string): string {
  const line = excerpt(visibleText(text).replaceAll('\n', ' ⏎ ').replaceAll('\t', ' '), VALUE_LIMIT);
  const shown = line === '' || line !== line.trim() ? `"${line}"` : line;
  const marks = '`'.repeat(longestRun(shown, '`') + 1);
  const padding = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${marks}${padding}${shown}${padding}${marks}`;
}
