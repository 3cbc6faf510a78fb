import { LineCounter } from 'yaml';
import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding, SourcePosition } from '../../contract/finding.ts';
import { documentLines } from './document-lines.ts';
import { guardYaml } from './guard-yaml.ts';
import { jsonObjects } from './json-objects.ts';
import { locate } from './locate.ts';
import { parseYaml, type YamlError } from './parse-yaml.ts';
import { type OddCharacter, oddCharacter, oddInSyntax } from './odd-character.ts';
import { oddCharacterProblem } from './odd-character-problem.ts';
import { type NodeProblem, readNode } from './read-node.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';
import type { SubmittedDocument } from '../submitted-files.ts';

export interface ParsedFile {
  documents: LocatableDocument[];
  /** Why the file cannot be used; then it has no documents. */
  problems: Finding[];
}

/** A document that also tells how much of a path it holds. */
export interface LocatableDocument extends SubmittedDocument {
  /** How many steps of the path exist. */
  depthOf(path: readonly (string | number)[]): number;
}

/**
 * Control characters, tab and line ends excepted: YAML allows none, and our own lexer pass relies on that. The line and paragraph
 * separators of Unicode would end a line for kubectl and for nobody else.
 */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029\ufffe\uffff]/;

const MARK = '\ufeff';

/** Of one file; a person reads the first few. */
const MOST_PROBLEMS = 10;

const WITHOUT_KEY: ReadonlySet<NodeProblem['reason']> = new Set([
  'too-deep',
  'too-many-nodes',
  'merge-refused',
  'tag-refused',
  'number-refused',
]);

/**
 * Parses one YAML file of a submission. Never throws and takes time in proportion to the text: nesting and size are
 * bounded before parsing, aliases while they are written out. Of several syntax errors only the first is reported,
 * the others mostly follow from it.
 */
export function parseDocuments(file: string, content: string, compose: ComposeFinding): ParsedFile {
  const lines = new LineCounter();

  const positionAt = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };

  const refuse = (problems: Finding[]): ParsedFile => ({ documents: [], problems });

  const marked = withoutMarks(content);
  countLines(marked, lines);
  const control = CONTROL.exec(marked);
  if (control !== null)
    return refuse([compose('control-character', {}, { position: lineOf(positionAt(control.index)) })]);
  const divided = documentLines(marked);
  if ('reason' in divided)
    return refuse([compose(divided.reason, {}, { position: positionAt(divided.offset) })]);
  const { text } = divided;
  const refused = guardYaml(text);
  if (refused !== undefined)
    return refuse([compose(refused.reason, refused.params ?? {}, { position: positionAt(refused.offset) })]);

  const problems: Finding[] = [];
  const budget = { left: SUBMISSION_LIMITS.yamlNodes };
  const documents: LocatableDocument[] = [];

  for (const part of jsonObjects(text) ?? [{ text, offset: 0 }]) {
    const parsed = parseYaml(part.text);
    const placed = (offset: number) => positionAt(part.offset + offset);

    if ('error' in parsed) {
      const odd = oddBy(text, part.offset + parsed.error.offset);
      return refuse([
        odd === undefined
          ? syntaxProblem(parsed.error, placed(parsed.error.offset), compose)
          : oddCharacterProblem(odd, positionAt(odd.index), compose),
      ]);
    }

    for (const { contents } of parsed.documents) {
      const { value, targets } = readNode(contents, budget, ({ reason, key, offset }) => {
        if (problems.length >= MOST_PROBLEMS) return;
        const odd = reason === 'odd-key' ? oddFrom(text, part.offset + offset) : undefined;
        if (odd !== undefined)
          return void problems.push(oddCharacterProblem(odd, positionAt(odd.index), compose));
        const params = WITHOUT_KEY.has(reason) ? {} : { key: key.slice(0, 200) };

        problems.push(
          compose(reason === 'odd-key' ? 'key-refused' : reason, params, { position: placed(offset) }),
        );
      });

      if (value === null) continue;

      documents.push({
        file,
        value,
        positionOf: (path) => placed(locate(contents, path, targets).offset),
        depthOf: (path) => locate(contents, path, targets).depth,
      });
    }
  }

  return problems.length > 0 ? refuse(problems) : { documents, problems };
}

/** The odd character that may be why the text is no YAML from here on: in this line, or in the one above. */
function oddBy(text: string, offset: number): OddCharacter | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const above = text.lastIndexOf('\n', start - 2) + 1;

  for (const from of start === 0 ? [start] : [start, above]) {
    const odd = oddInSyntax(lineFrom(text, from));
    if (odd !== undefined) return { ...odd, index: from + odd.index };
  }

  return undefined;
}

/** The first odd character of the rest of a line. */
function oddFrom(text: string, offset: number): OddCharacter | undefined {
  const odd = oddCharacter(lineFrom(text, offset));
  return odd && { ...odd, index: offset + odd.index };
}

function lineFrom(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end === -1 ? undefined : end);
}

/**
 * Byte order marks may stand where a document begins; kubectl and Kustomize read over them, for files that were put
 * together from others.
 */
function withoutMarks(text: string): string {
  if (!text.includes(MARK)) return text;
  let follows = true;

  const lines = text.split('\n').map((line) => {
    const begins = follows || line.startsWith(`${MARK}---`);
    follows = /^\ufeff?(---|\.\.\.)/.test(line);
    return begins && line.startsWith(MARK) ? line.slice(1) : line;
  });

  return lines.join('\n');
}

function lineOf({ file, line }: SourcePosition): SourcePosition {
  return { file, line };
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}

function syntaxProblem(error: YamlError, position: SourcePosition, compose: ComposeFinding): Finding {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return compose('yaml-tab', {}, { position });
    case 'BAD_INDENT':
      return compose('yaml-indent', {}, { position });
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return compose('yaml-colon', {}, { position });
    case 'MISSING_CHAR':
      return compose('yaml-missing-character', { detail: error.message.slice(0, 200) }, { position });
    default:
      return compose('invalid-yaml', { detail: error.message.slice(0, 200) }, { position });
  }
}
