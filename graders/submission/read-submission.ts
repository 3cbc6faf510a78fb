import type { ComposeFinding } from '../compose-finding.ts';
import type { ExerciseDefinition } from '../contract/exercise-definition.ts';
import type { Finding } from '../contract/finding.ts';
import { checkKustomization } from './check-kustomization.ts';
import { checkManifest } from './check-manifest.ts';
import { duplicateObjects } from './duplicate-objects.ts';
import { formOfPath, isBelow, isFolderEntry, trimFolder } from './form-of-path.ts';
import { isKustomizationFile } from './is-kustomization-file.ts';
import { isManifest } from './is-manifest.ts';
import { isSafePath } from './is-safe-path.ts';
import { type LocatableDocument, parseDocuments } from './parse-documents.ts';
import { SUBMISSION_LIMITS } from './submission-limits.ts';
import type { SubmittedFiles, SubmittedObject } from './submitted-files.ts';
import { traceRendered } from './trace-rendered.ts';

export interface SubmissionInput {
  /** Contents by path relative to the exercise folder; bytes are read as UTF-8. */
  files: ReadonlyMap<string, Uint8Array | string>;
  /** YAML that Kustomize made, by folder; absent in the first reading, which says what to render. */
  rendered?: ReadonlyMap<string, string>;
}

export interface SubmissionReading {
  files: SubmittedFiles;
  /** Empty when the submission may be applied. */
  problems: Finding[];
  /** Folders (without closing slash) that Kustomize must render before `objects` can answer for them. */
  kustomizations: string[];
}

/**
 * Reads a submission: every file as UTF-8 YAML without traps, every object of an allowed kind inside the rules, every
 * kustomization without a way out of the submission. Never throws on what a learner wrote.
 */
export function readSubmission(
  { files, rendered = new Map<string, string>() }: SubmissionInput,
  exercise: ExerciseDefinition,
  compose: ComposeFinding,
): SubmissionReading {
  const problems: Finding[] = [];
  const documents = new Map<string, LocatableDocument[]>();
  const paths = [...files.keys()]
    .filter((path) => isSafePath(path) && formOfPath(exercise.submission.files, path))
    .sort();
  const kustomizeFolders = foldersOf(paths.filter(isKustomizationFile));

  for (const path of paths) {
    const read = readFile(path, files.get(path) ?? '', exercise, compose);
    documents.set(path, read.documents);
    problems.push(...read.problems);
  }
  const isPlain = (path: string): boolean =>
    formOfPath(exercise.submission.files, path)?.form !== 'document' &&
    !kustomizeFolders.some((folder) => isBelow(path, folder));
  const manifests = paths.filter(isPlain).flatMap((path) => documents.get(path) ?? []);
  const plain: SubmittedObject[] = manifests.filter((document) => isManifest(document));
  problems.push(
    ...manifests.flatMap((document) => checkManifest(document, exercise.submission.kinds, compose)),
  );
  problems.push(...duplicateObjects(plain, exercise.submission.files, compose));

  const kustomizations = kustomizeFolders.filter((folder) => isRendered(folder, paths, documents));
  for (const path of paths.filter(isKustomizationFile))
    for (const document of documents.get(path) ?? [])
      problems.push(...checkKustomization(document, new Set(paths), compose));

  const renderedObjects = new Map<string, SubmittedObject[]>();
  for (const [folder, text] of rendered) {
    const trimmed = trimFolder(folder);
    const traced = traceRendered(trimmed, text, documents, compose);
    problems.push(...traced.problems);
    for (const document of traced.documents)
      problems.push(...checkManifest(document, exercise.submission.kinds, compose));
    renderedObjects.set(trimmed, traced.documents.filter(isManifest));
  }

  problems.push(...emptyEntries(exercise, documents, problems, compose));
  return {
    files: {
      paths,
      documents: (path) => documents.get(path) ?? [],
      objects: (path) =>
        renderedObjects.get(trimFolder(path)) ??
        plain.filter(({ file }) => file === path || isBelow(file, path)),
    },
    problems: problems.slice(0, SUBMISSION_LIMITS.problems),
    kustomizations,
  };
}

interface ReadFile {
  documents: LocatableDocument[];
  problems: Finding[];
}

function readFile(
  path: string,
  content: Uint8Array | string,
  exercise: ExerciseDefinition,
  compose: ComposeFinding,
): ReadFile {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  if (bytes > SUBMISSION_LIMITS.fileBytes) {
    const limitKib = SUBMISSION_LIMITS.fileBytes / 1024;
    return {
      documents: [],
      problems: [
        compose(
          'file-too-large',
          { path, kib: Math.ceil(bytes / 1024), limitKib },
          { position: { file: path, line: 1 } },
        ),
      ],
    };
  }
  const text = typeof content === 'string' ? content : decode(content);
  if (text === undefined) {
    const position = { file: path, line: 1 };
    return { documents: [], problems: [compose('not-utf8', { path }, { position })] };
  }
  const isYaml = /\.ya?ml$/i.test(path) || isKustomizationFile(path);
  const form = formOfPath(exercise.submission.files, path)?.form;
  return isYaml || form !== 'kustomize'
    ? parseDocuments(path, text, compose)
    : { documents: [], problems: [] };
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))))];
}

/** A component cannot be built by itself; whoever includes it renders it. */
function isRendered(
  folder: string,
  paths: readonly string[],
  documents: ReadonlyMap<string, readonly LocatableDocument[]>,
): boolean {
  const own = paths.filter((path) => isKustomizationFile(path) && foldersOf([path])[0] === folder);
  return own.every((path) =>
    (documents.get(path) ?? []).every(
      ({ value }) => (value as { kind?: unknown } | null)?.kind !== 'Component',
    ),
  );
}

/** A required file without a document says nothing; without this the learner would only see checks that find no objects. */
function emptyEntries(
  exercise: ExerciseDefinition,
  documents: ReadonlyMap<string, readonly LocatableDocument[]>,
  problems: readonly Finding[],
  compose: ComposeFinding,
): Finding[] {
  const broken = new Set(problems.map(({ position }) => position?.file));
  return exercise.submission.files
    .filter((entry) => entry.required && !isFolderEntry(entry))
    .filter(({ path }) => documents.get(path)?.length === 0 && !broken.has(path))
    .map(({ path }) => compose('empty-file', { path }, { position: { file: path, line: 1 } }));
}
