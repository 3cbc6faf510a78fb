interface Reader {
  /** The fence that is open, as it was written. */
  fence: string | undefined;
  inHtmlComment: boolean;
  /** Characters of the inline code that a former line opened. */
  inlineCode: number;
  inQuote: boolean;
  previousBlank: boolean;
}

/**
 * The lines of a Markdown text that are the author's own plain words; all others become empty. Left out are fenced
 * and indented code, inline code over several lines, block quotes with their lazy continuation and HTML comments
 * (https://spec.commonmark.org/0.31.2/). Where Markdown is ambiguous a line is left out rather than kept.
 */
export function withoutQuotedText(markdown: string): string[] {
  const reader: Reader = {
    fence: undefined,
    inHtmlComment: false,
    inlineCode: 0,
    inQuote: false,
    previousBlank: true,
  };

  return markdown.split(/\r\n|\n|\r/).map((line) => readLine(reader, line));
}

function readLine(reader: Reader, line: string): string {
  const kept = isPlain(reader, line) ? line : '';
  reader.previousBlank = line.trim() === '';
  return kept;
}

function isPlain(reader: Reader, line: string): boolean {
  if (reader.fence !== undefined) {
    if (closesFence(line, reader.fence)) reader.fence = undefined;
    return false;
  }

  if (line.trim() === '') {
    // A blank line ends a paragraph, and with it quotes and inline code; an HTML comment goes on.
    reader.inQuote = false;
    reader.inlineCode = 0;
    return false;
  }

  if (reader.inHtmlComment) {
    reader.inHtmlComment = !line.includes('-->');
    return false;
  }

  const fence = /^ {0,3}(?:[-*+>]\s+|\d+[.)]\s+)*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];

  if (fence !== undefined) {
    reader.fence = fence;
    return false;
  }

  if (/^ {0,3}>/.test(line)) reader.inQuote = true;
  if (reader.inQuote || /^(?: {4}| {0,3}\t)/.test(line)) return false;
  const startedInCode = reader.inlineCode > 0;
  readInline(reader, line);
  return !startedInCode && !line.includes('`');
}

function closesFence(line: string, fence: string): boolean {
  const closing = /^\s*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing.startsWith(fence);
}

/** Follows runs of backticks and HTML comments through one line, in one pass: comments can be 65,536 characters. */
function readInline(reader: Reader, line: string): void {
  for (const [token] of line.matchAll(/`+|<!--|-->/g)) {
    if (reader.inHtmlComment) reader.inHtmlComment = token !== '-->';
    else if (token === '<!--') reader.inHtmlComment = reader.inlineCode === 0;
    else if (token.startsWith('`')) {
      if (reader.inlineCode === 0) reader.inlineCode = token.length;
      else if (reader.inlineCode === token.length) reader.inlineCode = 0;
    }
  }
}
