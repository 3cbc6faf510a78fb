import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import type { MessageCatalogue } from '../graders/contract/message-catalogue.ts';
import { loadKitMessages, loadMessages } from '../graders/core/load-messages.ts';

/** Functions that take a message id and its parameters. */
const COMPOSERS = new Set(['finding', 'mismatch', 'compose']);

/**
 * Every message id that graders/ and exercises/ use must stand in a catalogue, with the parameters that the call gives;
 * both languages of a message must have the same places. Returns one sentence per problem.
 */
export function messageProblems(root: string): string[] {
  const kit = loadKitMessages();
  const sources = sourceFiles(join(root, 'graders')).map((file) => ({ file, catalogues: [kit] }));

  const exercises = sourceFiles(join(root, 'exercises')).map((file) => ({
    file,
    catalogues: [...exerciseMessages(file, join(root, 'exercises')), kit],
  }));

  const all = [...sources, ...exercises];
  return [...new Set(all.flatMap(({ catalogues }) => catalogues))]
    .flatMap(languageProblems)
    .concat(
      all.flatMap(({ file, catalogues }) =>
        callProblems(relative(root, file), readFileSync(file, 'utf8'), catalogues),
      ),
    );
}

/** Places `{name}` that one language has and the other lacks. */
export function languageProblems(catalogue: MessageCatalogue): string[] {
  return Object.entries(catalogue).flatMap(([id, { text, hint }]) =>
    [text, ...(hint ? [hint] : [])].flatMap(({ en, ja }) => {
      const [inEnglish, inJapanese] = [places(en), places(ja)];

      const lacking = [
        ...inEnglish.filter((name) => !inJapanese.includes(name)).map((name) => `ja lacks {${name}}`),
        ...inJapanese.filter((name) => !inEnglish.includes(name)).map((name) => `en lacks {${name}}`),
      ];

      return lacking.map((problem) => `message "${id}": ${problem}`);
    }),
  );
}

/** Calls whose message id no catalogue knows, or whose parameters are not those of the message. */
export function callProblems(file: string, text: string, catalogues: readonly MessageCatalogue[]): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const problems: string[] = [];

  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && COMPOSERS.has(calledName(node.expression))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const problem = callProblem(node, catalogues);
      if (problem !== undefined) problems.push(`${file}:${line + 1}: ${problem}`);
    }

    ts.forEachChild(node, visit);
  };

  visit(source);
  return problems;
}

function callProblem(call: ts.CallExpression, catalogues: readonly MessageCatalogue[]): string | undefined {
  const [id, params] = call.arguments;
  if (id === undefined || !ts.isStringLiteral(id)) return undefined;
  const entry = catalogues.find((catalogue) => Object.hasOwn(catalogue, id.text))?.[id.text];
  if (entry === undefined) return `message "${id.text}" stands in no messages.yaml`;
  const wanted = places(`${entry.text.en} ${entry.hint?.en ?? ''}`);
  const given = params === undefined ? [] : literalKeys(params);
  if (given === undefined) return undefined;
  const same = wanted.length === given.length && wanted.every((name) => given.includes(name));
  return same
    ? undefined
    : `message "${id.text}" takes {${wanted.join(', ')}}, the call gives {${given.join(', ')}}`;
}

/** The keys of an object literal; undefined where they are not written out. */
function literalKeys(node: ts.Expression): string[] | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;

  const keys = node.properties.map((property) =>
    property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      ? property.name.text
      : undefined,
  );

  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function calledName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

function places(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g), (match) => match[1] ?? ''))];
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

/** The messages.yaml of the exercise a file belongs to. */
function exerciseMessages(file: string, exercises: string): MessageCatalogue[] {
  for (let folder = dirname(file); folder.length > exercises.length; folder = dirname(folder)) {
    const candidate = join(folder, 'messages.yaml');
    if (existsSync(candidate)) return [loadMessages(candidate)];
  }

  return [];
}
