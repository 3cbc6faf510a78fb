import { posix } from 'node:path';
import type { ComposeFinding } from '../compose-finding.ts';
import type { ExerciseDefinition } from '../contract/exercise-definition.ts';
import type { Finding } from '../contract/finding.ts';
import { formOfPath, isBelow, isFolderEntry } from './form-of-path.ts';
import { isSafePath } from './is-safe-path.ts';
import { nearestName } from './nearest-name.ts';
import { SUBMISSION_LIMITS } from './submission-limits.ts';

/** One entry below the exercise folder, as Git or a file system lists it. */
export interface ListingEntry {
  /** Relative to the exercise folder. */
  path: string;
  type: 'file' | 'symlink' | 'submodule' | 'folder';
  /** Bytes; 0 for what is no file. */
  size: number;
}

export interface CheckedListing {
  /** Files to fetch, sorted; empty when a limit is broken. */
  wanted: string[];
  /** Reasons to refuse the submission. */
  problems: Finding[];
  /** What was left aside and may surprise the learner; refuses nothing. */
  notes: Finding[];
}

const YAML = /\.ya?ml$/i;
const EXPECTED_EXTRAS = /(^|\/)(readme[^/]*|license|\.git[^/]*|\.editorconfig|\.ds_store|expected\.yaml)$/i;

/**
 * Decides from names, types and sizes alone what of an exercise folder is fetched. Only paths that
 * `submission.files` names count; links and submodules among them are refused, limits hold for all wanted files
 * together.
 */
export function checkListing(
  entries: readonly ListingEntry[],
  exercise: ExerciseDefinition,
  compose: ComposeFinding,
): CheckedListing {
  const declared = exercise.submission.files;
  const named = entries.filter(({ type, path }) => type !== 'folder' && formOfPath(declared, path));
  const files = named.filter(
    ({ type, path }) => type === 'file' && isSafePath(path) && isText(declared, path),
  );
  const problems = [
    ...refusedEntries(named, compose),
    ...brokenLimits(files, compose),
    ...missingFiles(declared, entries, files, compose),
  ].slice(0, SUBMISSION_LIMITS.problems);
  const small = files.filter(({ size }) => size <= SUBMISSION_LIMITS.fileBytes);
  const overLimit = files.length > SUBMISSION_LIMITS.files || totalSize(small) > SUBMISSION_LIMITS.totalBytes;
  const wanted = small.map(({ path }) => path);
  return { wanted: overLimit ? [] : wanted.sort(), problems, notes: ignoredFiles(entries, files, compose) };
}

/** Kustomize generators read any text file; all other forms are YAML. A file named by itself counts as it is. */
function isText(declared: ExerciseDefinition['submission']['files'], path: string): boolean {
  const entry = formOfPath(declared, path);
  if (EXPECTED_EXTRAS.test(path) && entry?.path !== path) return false;
  return YAML.test(path) || entry?.form === 'kustomize' || entry?.path === path;
}

function refusedEntries(named: readonly ListingEntry[], compose: ComposeFinding): Finding[] {
  return named
    .filter(({ type, path }) => type !== 'file' || !isSafePath(path))
    .slice(0, 10)
    .map(({ path, type }) => {
      if (type === 'symlink') return compose('symlink-refused', { path });
      if (type === 'submodule') return compose('submodule-refused', { path });
      return compose('path-refused', { path });
    });
}

function brokenLimits(files: readonly ListingEntry[], compose: ComposeFinding): Finding[] {
  const { files: most, fileBytes, totalBytes } = SUBMISSION_LIMITS;
  const tooLarge = files
    .filter(({ size }) => size > fileBytes)
    .slice(0, 10)
    .map(({ path, size }) =>
      compose('file-too-large', { path, kib: Math.ceil(size / 1024), limitKib: fileBytes / 1024 }),
    );
  const tooMany =
    files.length > most ? [compose('too-many-files', { count: files.length, limit: most })] : [];
  const total = totalSize(files);
  const tooMuch =
    tooLarge.length === 0 && total > totalBytes
      ? [compose('submission-too-large', { kib: Math.ceil(total / 1024), limitKib: totalBytes / 1024 })]
      : [];
  return [...tooMany, ...tooLarge, ...tooMuch];
}

function missingFiles(
  declared: ExerciseDefinition['submission']['files'],
  entries: readonly ListingEntry[],
  files: readonly ListingEntry[],
  compose: ComposeFinding,
): Finding[] {
  const present = entries.slice(0, 1000).map(({ path }) => path);
  return declared
    .filter((entry) => entry.required)
    .filter((entry) =>
      isFolderEntry(entry)
        ? !files.some(({ path }) => isBelow(path, entry.path))
        : !entries.some(({ path }) => path === entry.path),
    )
    .map(({ path }) => {
      const nearest = nearestName(path, present);
      return nearest === undefined
        ? compose('file-missing', { path })
        : compose('file-missing-similar', { path, nearest });
    });
}

function ignoredFiles(
  entries: readonly ListingEntry[],
  files: readonly ListingEntry[],
  compose: ComposeFinding,
): Finding[] {
  const taken = new Set(files.map(({ path }) => path));
  const ignored = entries.filter(
    ({ path, type }) =>
      type === 'file' && !taken.has(path) && !EXPECTED_EXTRAS.test(path) && isSafePath(path),
  );
  if (ignored.length === 0) return [];
  const examples = ignored.slice(0, 5).map(({ path }) => posix.normalize(path));
  return [compose('files-ignored', { count: ignored.length, examples: examples.join(', ') })];
}

function totalSize(files: readonly ListingEntry[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
