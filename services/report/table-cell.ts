/**
 * Markdown for a table cell: a pipe would end the cell even inside code unless an odd number of backslashes
 * stands before it (https://github.github.com/gfm/#tables-extension-).
 */
export function tableCell(markdown: string): string {
  return markdown.replaceAll(/(\\*)\|/g, (pipe, backslashes: string) =>
    backslashes.length % 2 === 0 ? `${backslashes}\\|` : pipe,
  );
}
