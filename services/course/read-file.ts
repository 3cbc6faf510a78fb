import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { describeProblem, type FileProblem } from './file-problem.ts';

/** A file of the course with the lines of its parts, or everything that is wrong with it. */
export type Reading<Value> =
  { value: Value; lineAt(path: readonly string[]): number } | { problems: FileProblem[] };

const MAX_CHARACTERS = 1024 * 1024;
const MAX_PROBLEMS = 50;

/** Reads YAML with a schema whose parts have a `title` that says what is expected there. Never throws. */
export function readFile<Schema extends TSchema>(schema: Schema, text: string): Reading<Static<Schema>> {
  if (text.length > MAX_CHARACTERS)
    return {
      problems: [{ line: 1, en: 'The file is larger than 1 MiB.', ja: 'ファイルが 1 MiB を超えています。' }],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [wrong] = document.errors;

  if (wrong !== undefined) {
    const { line } = lines.linePos(wrong.pos[0]);
    return {
      problems: [
        { line, en: `Not valid YAML: ${wrong.message}`, ja: `YAML として読めません: ${wrong.message}` },
      ],
    };
  }

  const value = plain(document);
  if (value === undefined)
    return {
      problems: [
        { line: 1, en: 'Aliases (`*name`) are not allowed.', ja: 'エイリアス（`*name`）は使えません。' },
      ],
    };
  const check = Compile(schema);
  const lineAt = (path: readonly string[]) => lineOf(document, lines, path);
  if (check.Check(value)) return { value, lineAt };
  const problems = check.Errors(value).map((error) => describeProblem(schema, value, error, lineAt));
  const seen = new Set<string>();
  const distinct = problems.filter(({ line, en }) => !seen.has(`${line} ${en}`) && seen.add(`${line} ${en}`));
  return { problems: distinct.slice(0, MAX_PROBLEMS) };
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    return undefined;
  }
}

/** The line of the node at this path, or of the nearest one around it. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const keys = path.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node: unknown = document.getIn(keys, true);
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }

  return 1;
}
