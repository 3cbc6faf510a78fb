import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { ExerciseDefinition } from '../../contract/exercise-definition.ts';
import type { Finding } from '../../contract/finding.ts';
import { askedFiles, type AskedFiles } from './asked-files.ts';
import { explainMissing } from './explain-missing.ts';
import { formOfPath, isBelow, isFolderEntry, trimFolder } from './form-of-path.ts';
import { isSafePath } from './is-safe-path.ts';
import { kustomizationFiles } from '../kustomize/kustomization-files.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';
import type { ListingEntry } from './listing-entry.ts';

export interface CheckedListing {
  /** Files to fetch, sorted; empty when a limit is broken. */
  wanted: string[];
  /** Reasons to refuse the submission. */
  problems: Finding[];
  /** What was left aside and may surprise the learner; refuses nothing. */
  notes: Finding[];
}

/** Files that a note names in its sentence, and below it. */
const NAMED_IN_NOTE = 5;
const LISTED_IN_NOTE = 50;
/** What nobody needs to be told of. */
const EXPECTED_EXTRAS = /(^|\/)(readme[^/]*|license|\.git[^/]*|\.editorconfig|expected\.yaml)$/i;

export interface Surroundings {
  /** Files and folders that kustomizations name; see `kustomizationFiles`. */
  references?: readonly string[];
  /** Names of files beside the exercise folder. */
  above?: readonly string[];
}

/**
 * Decides from names, types and sizes alone what of an exercise folder is fetched. Only what the exercise asks for counts:
 * links and submodules in its place are refused, limits hold for all wanted files together. What nobody asked for is noted,
 * whatever it is, and neither fetched nor counted.
 */
export function checkListing(
  entries: readonly ListingEntry[],
  exercise: ExerciseDefinition,
  compose: ComposeFinding,
  { references = [], above = [] }: Surroundings = {},
): CheckedListing {
  const declared = exercise.submission.files;
  const kustomizations = kustomizationFiles(entries, exercise);
  const { isAsked, isUnnamed } = askedFiles(declared, { kustomizations, references });
  const asked = entries.filter(({ type, path }) => type !== 'folder' && isAsked(path));

  const isPlaceOfFolder = ({ path }: ListingEntry) =>
    declared.some((entry) => isFolderEntry(entry) && trimFolder(entry.path) === path);

  const files = asked.filter(
    (entry) => entry.type === 'file' && isSafePath(entry.path) && !isPlaceOfFolder(entry),
  );

  const wantedEntries = new Set(files);

  const problems = [
    ...refusedEntries(
      asked.filter((entry) => !wantedEntries.has(entry)),
      compose,
    ),
    ...hiddenByRepositories(entries, declared, compose),
    ...brokenLimits(files, compose),
    ...missingFiles(declared, { entries, asked, files, above, isAsked }, compose),
  ];

  const small = files.filter(({ size }) => size <= SUBMISSION_LIMITS.fileBytes);
  const overLimit = files.length > SUBMISSION_LIMITS.files || totalSize(small) > SUBMISSION_LIMITS.totalBytes;
  const wanted = small.map(({ path }) => path);
  return {
    wanted: overLimit ? [] : wanted.sort(),
    problems: oncePerText(problems).slice(0, SUBMISSION_LIMITS.problems),
    notes: leftAside(entries, { isAsked, isUnnamed }, compose),
  };
}

function refusedEntries(refused: readonly ListingEntry[], compose: ComposeFinding): Finding[] {
  return refused.slice(0, 10).map(({ path, type }) => {
    if (type === 'symlink') return compose('symlink-refused', { path });
    if (type === 'submodule') return compose('submodule-refused', { path });
    return isSafePath(path) ? compose('folder-is-file', { path }) : compose('path-refused', { path });
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

/** A nested repository below a folder that the exercise asks for may hold anything, and shows nothing. */
function hiddenByRepositories(
  entries: readonly ListingEntry[],
  declared: ExerciseDefinition['submission']['files'],
  compose: ComposeFinding,
): Finding[] {
  return entries
    .filter(({ type, path }) => type === 'submodule' && isSafePath(path) && formOfPath(declared, path))
    .slice(0, 10)
    .map(({ path }) => compose('submodule-refused', { path }));
}

function missingFiles(
  declared: ExerciseDefinition['submission']['files'],
  {
    entries,
    asked,
    files,
    above,
    isAsked,
  }: {
    entries: readonly ListingEntry[];
    asked: readonly ListingEntry[];
    files: readonly ListingEntry[];
    above: readonly string[];
    isAsked: (path: string) => boolean;
  },
  compose: ComposeFinding,
): Finding[] {
  // What the exercise asks for at its place is not what is missing at another.
  const free = entries.filter(({ type, path }) => type !== 'file' || !isAsked(path));
  return declared
    .filter((entry) => entry.required)
    .filter((entry) =>
      isFolderEntry(entry)
        ? !files.some(({ path }) => isBelow(path, entry.path)) &&
          !asked.some(({ path }) => path === trimFolder(entry.path))
        : !asked.some(({ path }) => path === entry.path),
    )
    .map((entry) => explainMissing(entry, { entries: free, above }, compose));
}

/** One thing may be in the way of several files. */
function oncePerText(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ message: { id, params } }: Finding) => JSON.stringify([id, params]);
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function leftAside(
  entries: readonly ListingEntry[],
  { isAsked, isUnnamed }: AskedFiles,
  compose: ComposeFinding,
): Finding[] {
  const aside = entries.filter(
    ({ path, type }) => type !== 'folder' && !isAsked(path) && !EXPECTED_EXTRAS.test(path),
  );

  const unnamed = aside.filter(({ path }) => isUnnamed(path));
  const others = aside.filter(({ path }) => !isUnnamed(path));
  return [
    ...(unnamed.length > 0 ? [noteOf('files-not-named', unnamed, compose)] : []),
    ...(others.length > 0 ? [noteOf('files-ignored', others, compose)] : []),
  ];
}

/** The first few in the sentence, more of them behind it. */
function noteOf(
  id: 'files-ignored' | 'files-not-named',
  aside: readonly ListingEntry[],
  compose: ComposeFinding,
): Finding {
  const names = aside
    .map(({ path }) => path)
    .filter(isSafePath)
    .sort();

  const examples = names.slice(0, NAMED_IN_NOTE).join(', ');
  const found = names.slice(0, LISTED_IN_NOTE).join('\n');
  return compose(id, { count: aside.length, examples }, names.length > NAMED_IN_NOTE ? { found } : {});
}

function totalSize(files: readonly ListingEntry[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
