/** What spreadsheets take as the start of a formula, in its wide forms too (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/;
const CONTROL = /^[\t\0]/;
const LINE = /^[\r\n]/;
/** Where a spreadsheet that goes by semicolons, as in much of Europe, begins another cell. */
const SEPARATOR = /([;\r\n])/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * One line of a CSV file (https://www.rfc-editor.org/rfc/rfc4180) with its end; every CSV that Saiten gives out is written
 * by it. Text that a spreadsheet would calculate gets an apostrophe in front, which spreadsheets take as "this is text";
 * numbers are left alone.
 */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** The text that a cell of `csvLine` was made of. */
export function withoutGuard(cell: string): string {
  const isGuarded = cell.startsWith("'") && LINE.test(withoutApostrophes(cell));
  return inParts(isGuarded ? cell.slice(1) : cell, (part) =>
    part.startsWith("'") && isFormula(part) ? part.slice(1) : part,
  );
}

function toCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  const parts = inParts(value, (part) => (isFormula(part) ? `'${part}` : part));
  const harmless = LINE.test(withoutApostrophes(value)) ? `'${parts}` : parts;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function inParts(text: string, change: (part: string) => string): string {
  return text.split(SEPARATOR).map(change).join('');
}

/** Apostrophes and then a formula count as one: they get another, so that `withoutGuard` takes back what was put there. */
function isFormula(part: string): boolean {
  const bare = withoutApostrophes(part);
  return CONTROL.test(bare) || FORMULA.test(bare.trimStart());
}

function withoutApostrophes(text: string): string {
  return text.replace(/^'+/, '');
}
