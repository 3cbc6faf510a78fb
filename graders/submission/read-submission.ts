import type { ComposeFinding } from '../core/compose-finding.ts';
import type { ExerciseDefinition } from '../contract/exercise-definition.ts';
import type { Finding } from '../contract/finding.ts';
import { checkKustomization } from './kustomize/check-kustomization.ts';
import { checkManifest } from './rules/check-manifest.ts';
import { dropLeftovers } from './drop-leftovers.ts';
import { duplicateObjects } from './duplicate-objects.ts';
import { formOfPath, isBelow, isFolderEntry, trimFolder } from './listing/form-of-path.ts';
import { isKustomizationFile } from './kustomize/is-kustomization-file.ts';
import { isManifest } from './is-manifest.ts';
import { isSafePath } from './listing/is-safe-path.ts';
import { readKustomization } from './kustomize/kustomize-fields.ts';
import { kustomizeReferences } from './kustomize/kustomize-references.ts';
import { leftoverNotes } from './leftover-notes.ts';
import { type LocatableDocument, parseDocuments } from './yaml/parse-documents.ts';
import { multiplyingBases } from './kustomize/multiplying-bases.ts';
import { SUBMISSION_LIMITS } from './submission-limits.ts';
import type { SubmittedDocument, SubmittedFiles, SubmittedObject } from './submitted-files.ts';
import { traceRendered } from './kustomize/trace-rendered.ts';
import { unrollList } from './unroll-list.ts';
import { valueAt } from './value-at.ts';

export interface SubmissionInput {
  /** Contents by path relative to the exercise folder; bytes are read as UTF-8. */
  files: ReadonlyMap<string, Uint8Array | string>;
  /** YAML that Kustomize made, by folder; absent in the first reading, which says what to render. */
  rendered?: ReadonlyMap<string, string>;
  /** Told of every file, or folder of rendered YAML, before it is read. */
  onFile?: (path: string) => void;
}

export interface SubmissionReading {
  files: SubmittedFiles;
  /** Empty when the submission may be applied. */
  problems: Finding[];
  /** What was left out and changes nothing. */
  notes: Finding[];
  /** Folders (without closing slash) that Kustomize must render before `objects` can answer for them. */
  kustomizations: string[];
  /** What the kustomizations name, relative to the exercise folder, whether it is there or not. */
  references: string[];
}

/**
 * Reads a submission: every file as UTF-8 YAML without traps, every object of an allowed kind inside the rules, every
 * kustomization without a way out of the submission. Never throws on what a learner wrote.
 */
export function readSubmission(
  { files, rendered = new Map<string, string>(), onFile }: SubmissionInput,
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
    onFile?.(path);
    const read = readFile(path, files.get(path) ?? '', exercise, compose);
    documents.set(path, read.documents);
    problems.push(...read.problems);
  }

  const holdsObjects = (path: string): boolean =>
    formOfPath(exercise.submission.files, path)?.form !== 'document' && !isKustomizationFile(path);

  const isPlain = (path: string): boolean =>
    holdsObjects(path) && !kustomizeFolders.some((folder) => isBelow(path, folder));

  const manifests = paths.filter(isPlain).flatMap((path) => (documents.get(path) ?? []).flatMap(asApplied));
  const kustomizations = kustomizeFolders.filter((folder) => isRendered(folder, paths, documents));

  const tooMany = countProblems(
    [...documents.values()].flat().length,
    manifests.length,
    kustomizations,
    compose,
  );

  if (tooMany.length > 0)
    return {
      files: nothing(paths),
      problems: [...problems, ...tooMany].slice(0, MOST),
      notes: [],
      kustomizations: [],
      references: [],
    };

  const plain: SubmittedObject[] = manifests.filter((document) => isManifest(document));
  problems.push(...manifestProblems(manifests, exercise, compose));
  problems.push(...duplicateObjects(plain, exercise.submission.files, compose));

  problems.push(...kustomizationProblems(paths, documents, compose));

  const renderedObjects = new Map<string, SubmittedObject[]>();

  for (const [folder, text] of rendered) {
    onFile?.(folder);
    const trimmed = trimFolder(folder);
    const traced = traceRendered(trimmed, text, documents, compose);
    problems.push(...traced.problems, ...manifestProblems(traced.documents, exercise, compose));
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
    problems: problems.slice(0, MOST),
    notes: leftoverNotes(
      paths.filter(holdsObjects).flatMap((path) => (documents.get(path) ?? []).flatMap(unrollList)),
      compose,
    ),
    kustomizations,
    references: referencesOf(paths, documents),
  };
}

/** Problems that are worth collecting: more than a person reads. */
const MOST = SUBMISSION_LIMITS.problems;

/** The documents of a manifest as they are applied: lists written out, without what `kubectl` left in them. */
function asApplied(document: LocatableDocument): LocatableDocument[] {
  return unrollList(document).map((single) => ({ ...single, value: dropLeftovers(single.value) }));
}

function manifestProblems(
  manifests: readonly SubmittedDocument[],
  exercise: ExerciseDefinition,
  compose: ComposeFinding,
): Finding[] {
  const problems: Finding[] = [];

  for (const document of manifests) {
    if (problems.length >= MOST) break;
    problems.push(...checkManifest(document, exercise.submission.kinds, compose));
  }

  return problems.slice(0, MOST);
}

function kustomizationProblems(
  paths: readonly string[],
  documents: ReadonlyMap<string, readonly LocatableDocument[]>,
  compose: ComposeFinding,
): Finding[] {
  const known = new Set(paths);
  const kustomizations = paths.filter(isKustomizationFile).flatMap((path) => documents.get(path) ?? []);
  const problems = kustomizations.flatMap((document) => checkKustomization(document, known, compose));
  return problems.length > 0 ? problems.slice(0, MOST) : multiplyingBases(paths, documents, compose);
}

function referencesOf(
  paths: readonly string[],
  documents: ReadonlyMap<string, readonly LocatableDocument[]>,
): string[] {
  const named = paths
    .filter(isKustomizationFile)
    .flatMap((path) => (documents.get(path) ?? []).map(({ value }) => ({ path, value })))
    .flatMap(({ path, value }) => kustomizeReferences(path, readKustomization(value).value))
    .flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved]));

  return [...new Set(named)].filter(isSafePath).slice(0, SUBMISSION_LIMITS.kustomizeInputs);
}

/** More objects than any exercise has, whatever they are: nobody reads the rest. */
function countProblems(
  documents: number,
  objects: number,
  kustomizations: readonly string[],
  compose: ComposeFinding,
): Finding[] {
  const count = Math.max(documents, objects);
  const most = SUBMISSION_LIMITS.kustomizations;
  return [
    ...(count > SUBMISSION_LIMITS.objects
      ? [compose('too-many-objects', { count, limit: SUBMISSION_LIMITS.objects })]
      : []),
    ...(kustomizations.length > most
      ? [compose('too-many-kustomizations', { count: kustomizations.length, limit: most })]
      : []),
  ];
}

function nothing(paths: readonly string[]): SubmittedFiles {
  return { paths, documents: () => [], objects: () => [] };
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
      ({ value }) => valueAt(readKustomization(value).value, ['kind']) !== 'Component',
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
