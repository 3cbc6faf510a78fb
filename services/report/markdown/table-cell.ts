/**
 * Markdown for a table cell: a pipe would end the cell even inside code unless an odd number of backslashes
 * stands before it (https://github.github.com/gfm/#tables-extension-).
 */
export function tableCell(markdown: string): string {
  return markdown.replaceAll(/\\+\|?|\|/g, (run) =>
    run.endsWith('|') && run.length % 2 === 1 ? `${run.slice(0, -1)}\\|` : run,
  );
}
