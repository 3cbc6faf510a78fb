import { clipText } from '../../../graders/text/clip-text.ts';
import { nearestName } from '../../../graders/submission/nearest-name.ts';
import type { Misplaced } from '../../domain/submissions/notice.ts';
import type { ChangedFile, ExerciseMap } from './select-exercises.ts';

/** Named at most; a person mends the first and sees the rest. */
const MOST_PLACES = 5;
const PATH_CHARACTERS = 300;
/** No name of an exercise is as long, however it is written. */
const NAME_CHARACTERS = 100;
const ARCHIVE = /\.(?:zip|tar|t?gz|tar\.gz|tgz|7z|rar|lzh)$/i;

/**
 * What was certainly meant for an exercise that the change does not touch otherwise: a folder that is named like it but for
 * the case of letters, hyphens, blanks, full-width characters or leading zeros, or an archive of it.
 */
export function findMisplaced(
  files: readonly ChangedFile[],
  { slugs, folders = [] }: Pick<ExerciseMap, 'slugs' | 'folders'>,
  touchedAlready: readonly { slug: string }[],
): Misplaced[] {
  const touched = new Set(touchedAlready.map(({ slug }) => slug));
  const wanted = [...slugs].filter((slug) => !touched.has(slug));
  const byName = new Map(wanted.map((slug) => [normalForm(slug), slug]));

  const byPath = new Map(
    folders
      .filter(({ exercise }) => wanted.includes(exercise))
      .map(({ path }) => [path.split('/').map(normalForm).join('/'), path]),
  );

  const places = new Map<string, Misplaced>();

  for (const path of pathsThere(files)) {
    if (places.size === MOST_PLACES) break;
    const names = path.split('/');
    const forms = names.map(normalForm);

    for (let depth = names.length; depth > 0; depth--) {
      const slug = byName.get(forms[depth - 1] ?? '');

      const expected =
        byPath.get(forms.slice(0, depth).join('/')) ??
        (slug === undefined ? undefined : [...names.slice(0, depth - 1), slug].join('/'));

      if (expected === undefined) continue;
      const there = shown(names.slice(0, depth).join('/'));
      places.set(there, { why: 'misnamed', path: there, expected: shown(expected) });
      break;
    }

    const name = names.at(-1) ?? '';
    const packed = ARCHIVE.test(name) ? byName.get(normalForm(name.replace(ARCHIVE, ''))) : undefined;
    if (packed === undefined) continue;
    const expected = shown([...names.slice(0, -1), packed].join('/'));
    places.set(shown(path), { why: 'archive', path: shown(path), expected });
  }

  return [...places.values()];
}

/** Some changed files, for somebody whose change touches no exercise, each with the exercise that may have been meant. */
export function changedExamples(
  files: readonly ChangedFile[],
  { slugs }: Pick<ExerciseMap, 'slugs'>,
): { path: string; meant?: string }[] {
  const paths = pathsThere(files);
  const hidden = (path: string) => path.startsWith('.');
  return [...paths.filter((path) => !hidden(path)), ...paths.filter(hidden)]
    .slice(0, MOST_PLACES)
    .map((path) => {
      const meant = path
        .split('/')
        .map((name) => meantBy(name, slugs))
        .find((slug) => slug !== undefined);

      return { path: shown(path), ...(meant === undefined ? {} : { meant }) };
    });
}

/** Nested repositories among changed paths, by the tree of the commit. Declared submodules are meant to be there. */
export function nestedRepositories(
  files: readonly ChangedFile[],
  tree: readonly { path: string; type: string }[],
): Misplaced[] {
  if (tree.some(({ path }) => path === '.gitmodules')) return [];
  const changed = new Set(pathsThere(files));
  return tree
    .filter(({ type, path }) => type === 'submodule' && changed.has(path))
    .slice(0, MOST_PLACES)
    .map(({ path }) => ({ why: 'nested-repository', path: shown(path) }));
}

/** A name without what a keyboard, an input method or a file system makes of it. */
function normalForm(name: string): string {
  if (name.length > NAME_CHARACTERS) return '';
  return (
    name
      .normalize('NFKC')
      .toLowerCase()
      // The long vowel mark is a letter, and what an input method writes for a hyphen.
      .replaceAll(/[^\p{L}\p{N}]|ー/gu, '')
      .replace(/^0+/, '')
  );
}

/** A slip of the pen, or the name without its number. */
function meantBy(name: string, slugs: ReadonlySet<string>): string | undefined {
  const known = [...slugs];
  return (
    known.find(
      (slug) => normalForm(slug.replace(/^\d+-/, '')) === normalForm(name.replace(/\.[a-z]+$/i, '')),
    ) ?? nearestName(name.slice(0, NAME_CHARACTERS), known)
  );
}

function pathsThere(files: readonly ChangedFile[]): string[] {
  return files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
}

function shown(path: string): string {
  return clipText(path, PATH_CHARACTERS);
}
