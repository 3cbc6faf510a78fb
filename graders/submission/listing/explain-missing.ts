import { posix } from 'node:path';
import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { ExerciseDefinition } from '../../contract/exercise-definition.ts';
import type { Finding } from '../../contract/finding.ts';
import type { ListingEntry } from './listing-entry.ts';
import { isFolderEntry, trimFolder } from './form-of-path.ts';
import { isSafePath } from './is-safe-path.ts';
import { nearestName } from '../nearest-name.ts';

type Declared = ExerciseDefinition['submission']['files'][number];

/** Looked at: more files than any submission has. */
const MOST_ENTRIES = 1000;
const ARCHIVE = /\.(?:zip|tar|tgz|gz|7z|rar|lzh)$/i;
const DOUBLE_ENDING = /\.ya?ml\.[a-z0-9]+$/i;

/**
 * Says of a required file or folder that is not there what is there instead, as far as it can be told: the file with one
 * ending too many, in a folder too deep or one too high, packed, in a nested repository, or a name much like it. `above` are
 * the files beside the exercise folder.
 */
export function explainMissing(
  entry: Declared,
  { entries, above }: { entries: readonly ListingEntry[]; above: readonly string[] },
  compose: ComposeFinding,
): Finding {
  const depth = ({ path }: ListingEntry) => path.split('/').length;

  const present = entries
    .filter(({ path }) => isSafePath(path))
    .toSorted((a, b) => depth(a) - depth(b))
    .slice(0, MOST_ENTRIES);

  const files = present.filter(({ type }) => type === 'file').map(({ path }) => path);
  const { path } = entry;
  const name = posix.basename(path);

  const doubled = files.find((file) =>
    isFolderEntry(entry)
      ? file.startsWith(prefixOf(path)) && DOUBLE_ENDING.test(file)
      : file.toLowerCase().startsWith(`${path.toLowerCase()}.`),
  );

  if (doubled !== undefined)
    return compose('file-ending-added', {
      path: isFolderEntry(entry) ? doubled.replace(/\.[^.]+$/, '') : path,
      found: doubled,
    });

  const deeper = isFolderEntry(entry)
    ? folderWithin(files, path)
    : files.find((file) => file.endsWith(`/${path}`) || posix.basename(file) === name);

  if (deeper !== undefined) return compose('file-misplaced', { path, found: deeper });

  if (!isFolderEntry(entry) && above.includes(name))
    return compose('file-above', { path, found: `../${name}` });

  const nested = present.find(({ type }) => type === 'submodule');
  if (nested !== undefined) return compose('submodule-refused', { path: nested.path });

  const packed = files.find((file) => ARCHIVE.test(file));
  if (packed !== undefined) return compose('archive-instead', { path, found: packed });

  const nearest = nearestName(
    path,
    present.map((one) => (one.type === 'folder' ? `${one.path}/` : one.path)),
  );

  return nearest === undefined
    ? compose('file-missing', { path })
    : compose('file-missing-similar', { path, nearest });
}

function prefixOf(folder: string): string {
  const trimmed = trimFolder(folder);
  return trimmed === '' ? '' : `${trimmed}/`;
}

/** Where a folder of this name lies inside another one. */
function folderWithin(files: readonly string[], folder: string): string | undefined {
  const trimmed = trimFolder(folder);
  if (trimmed === '') return undefined;
  const file = files.find((one) => one.includes(`/${trimmed}/`));
  return file === undefined ? undefined : `${file.slice(0, file.indexOf(`/${trimmed}/`))}/${trimmed}/`;
}
