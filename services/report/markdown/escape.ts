import { visibleText } from './visible-text.ts';

/** Stands between the characters of a reference; draws nothing, but GitHub no longer sees a reference. */
const BREAK = '\u200B';

/**
 * Keeps GitHub from making links and notifications out of plain text: mentions, `#12`, `GH-12` and addresses
 * (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
 * GitHub looks for them after Markdown, so a backslash does not help and the text itself must change.
 */
function breakReferences(text: string): string {
  return text
    .replaceAll('@', `@${BREAK}`)
    .replaceAll(/#(?=[0-9])/g, `#${BREAK}`)
    .replaceAll(/(gh-)(?=[0-9])/gi, `$1${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replaceAll(/(www)(?=\.)/gi, `$1${BREAK}`);
}

/** Text as it is, for places that show no Markdown: titles and annotation messages. May hold several lines. */
export function plainText(text: string): string {
  return breakReferences(visibleText(text));
}

/** One line of text that shows in GitHub Markdown as it is and can start no construct of it. */
export function escapeMarkdown(text: string): string {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').trim();
  return breakReferences(line)
    .replaceAll(/[\\`*_[\]<>&|~$!]/g, '\\$&')
    .replaceAll(/#(?!\u200B)/g, '\\#')
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^([0-9]+)([.)])/, '$1\\$2');
}
