import { access, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import Value from 'typebox/value';
import { LineCounter, isMap, isSeq, parseDocument, type Node } from 'yaml';
import { ExerciseDefinition } from '../../graders/contract/exercise-definition.ts';
import type { MessageCatalogue } from '../../graders/contract/message-catalogue.ts';
import { loadKitMessages, loadMessages } from '../../graders/core/load-messages.ts';
import { locate } from '../../graders/submission/yaml/locate.ts';
import { Failure } from '../domain/failure.ts';

/** An exercise as the server has it. */
export interface Exercise {
  /** Absolute path. */
  folder: string;
  definition: ExerciseDefinition;
  /** In the order in which a message id is looked up: the exercise's own, then the kit's. */
  catalogues: readonly MessageCatalogue[];
  graderPath: string;
}

/**
 * Reads and checks an exercise folder. Throws a Failure of fault `configuration` and code `invalid-exercise` that lists
 * every problem with file and line.
 */
export async function loadExercise(folder: string): Promise<Exercise> {
  const absolute = resolve(folder);

  const text = await readFile(join(absolute, 'exercise.yaml'), 'utf8').catch((cause: unknown) => {
    throw new Failure(
      'configuration',
      'invalid-exercise',
      `${folder} holds no exercise.yaml; every exercise folder needs one`,
      {
        cause,
      },
    );
  });

  const problems: string[] = [];
  const definition = readDefinition(text, absolute, problems);
  const graderPath = join(absolute, 'grader.ts');
  await access(graderPath).catch(() => problems.push('grader.ts: is missing'));
  const catalogues = readCatalogues(join(absolute, 'messages.yaml'), problems);
  if (definition === undefined || problems.length > 0)
    throw new Failure(
      'configuration',
      'invalid-exercise',
      `The exercise in ${folder} cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return { folder: absolute, definition, catalogues, graderPath };
}

function readDefinition(text: string, folder: string, problems: string[]): ExerciseDefinition | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => `exercise.yaml:${lines.linePos(offset).line}`;
  problems.push(...document.errors.map(({ message, pos }) => `${at(pos[0])}: ${message}`));
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS();

  const say = (path: readonly (string | number)[], message: string): void => {
    problems.push(`${at(locate(document.contents, path).offset)}: ${message}`);
  };

  if (!Value.Check(ExerciseDefinition, value)) {
    for (const { instancePath, message } of Value.Errors(ExerciseDefinition, value).slice(0, 20))
      say(pathOf(document.contents, instancePath), `${instancePath || 'the file'} ${message}`);
    return undefined;
  }

  const name = basename(folder);
  if (value.slug !== name) say(['slug'], `slug is "${value.slug}", expected the folder's name "${name}"`);
  const total = value.checks.reduce((sum, { points }) => sum + points, 0);
  if (total !== 100) say(['checks'], `the points of all checks add up to ${total}, expected 100`);
  const ids = value.checks.map(({ id }) => id);
  for (const [i, id] of ids.entries())
    if (ids.indexOf(id) !== i) say(['checks', i, 'id'], `the check id "${id}" stands twice`);
  const paths = value.submission.files.map(({ path }) => path);
  for (const [i, path] of paths.entries())
    if (paths.indexOf(path) !== i || path.includes('..') || path.startsWith('/'))
      say(
        ['submission', 'files', i, 'path'],
        `"${path}" must be a path of its own inside the exercise folder`,
      );
  return value;
}

/** `/checks/0/id` as a path; numbers only where the document has a list. */
function pathOf(root: Node | null, pointer: string): (string | number)[] {
  let node: unknown = root;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const isItem = isSeq(node);
      node = isMap(node) || isSeq(node) ? node.get(isItem ? Number(key) : key, true) : undefined;
      return isItem ? Number(key) : key;
    });
}

/** An exercise that only uses the kit's messages needs no file of its own. */
function readCatalogues(file: string, problems: string[]): MessageCatalogue[] {
  const kit = loadKitMessages();

  try {
    return [loadMessages(file), kit];
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') problems.push((error as Error).message);
    return [kit];
  }
}
