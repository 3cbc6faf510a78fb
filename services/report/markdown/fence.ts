import { longestRun } from './longest-run.ts';
import { visibleText } from './visible-text.ts';
import { withoutTrailing } from '../../../graders/text/without-trailing.ts';

/**
 * A learner's text as a fenced code block whose fence is longer than any run of backticks in it
 * (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). `indent` puts it into a list item.
 */
export function fence(text: string, indent = ''): string {
  const shown = withoutTrailing(visibleText(text), '\n');
  const marks = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1));
  return [`${marks}text`, ...shown.split('\n'), marks].map((line) => indent + line).join('\n');
}
