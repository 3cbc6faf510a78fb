import { LineCounter, parseAllDocuments, type Document, type YAMLParseError } from 'yaml';
import type { ComposeFinding } from '../compose-finding.ts';
import type { Finding, SourcePosition } from '../contract/finding.ts';
import { guardYaml } from './guard-yaml.ts';
import { locate } from './locate.ts';
import { readNode } from './read-node.ts';
import type { SubmittedDocument } from './submitted-files.ts';

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

/** Control characters, tab and line ends excepted: YAML allows none, and our own lexer pass relies on that. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Parses one YAML file of a submission. Never throws and takes time in proportion to the text: nesting, aliases and size are
 * refused before parsing. Of several syntax errors only the first is reported, the others mostly follow
 * from it.
 */
export function parseDocuments(file: string, text: string, compose: ComposeFinding): ParsedFile {
  const lines = new LineCounter();
  const positionAt = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse = (problems: Finding[]): ParsedFile => ({ documents: [], problems });

  const control = CONTROL.exec(text);
  if (control !== null) {
    const line = text.slice(0, control.index).split('\n').length;
    return refuse([compose('control-character', {}, { position: { file, line } })]);
  }
  countLines(text, lines);
  const refused = guardYaml(text);
  if (refused !== undefined)
    return refuse([compose(refused.reason, {}, { position: positionAt(refused.offset) })]);

  const parsed = parseText(text);
  const error = parsed.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return refuse([syntaxProblem(error, positionAt(error.pos[0]), compose)]);

  const problems: Finding[] = [];
  const documents = parsed
    .filter(({ contents }) => contents !== null)
    .map(({ contents }): LocatableDocument => {
      const value = readNode(contents, ({ reason, key, offset }) => {
        const params = reason === 'too-deep' ? {} : { key: key.slice(0, 200) };
        problems.push(compose(reason, params, { position: positionAt(offset) }));
      });
      return {
        file,
        value,
        positionOf: (path) => positionAt(locate(contents, path).offset),
        depthOf: (path) => locate(contents, path).depth,
      };
    })
    .filter(({ value }) => value !== null);
  return problems.length > 0 ? refuse(problems.slice(0, 10)) : { documents, problems };
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}

function parseText(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    schema: 'core',
    strict: true,
    // Our own pass over the nodes finds duplicates in linear time; the library compares every pair.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents : [];
}

function syntaxProblem(error: YAMLParseError, position: SourcePosition, compose: ComposeFinding): Finding {
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
