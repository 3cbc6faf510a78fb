import { isNote } from './is-note.ts';

/** A file of a pull request; `previousPath` when it was renamed. */
export interface ChangedFile {
  path: string;
  previousPath?: string;
  /** `removed`: it is there no more. */
  status?: string;
}

/** An exercise found in a repository: its slug and the folder that holds it, without slashes at its ends. */
export interface SelectedExercise {
  slug: string;
  folder: string;
  /** Further folders of it with changed work that is there, of which one may be meant instead. */
  otherFolders?: readonly string[];
}

/** How paths lead to exercises, beyond folders that are named like one. */
export interface ExerciseMap {
  /** Every exercise that may be found. */
  slugs: ReadonlySet<string>;
  /** Folders of the course's own choice, longest first. */
  folders?: readonly { path: string; exercise: string }[];
  /** The exercise of the whole repository, its files at the root. */
  repositoryExercise?: string;
}

/**
 * Finds the exercises of which a change touches the work. A file belongs to the folder of the course map that it is in, else
 * to the exercise whose slug is the deepest folder name on its path, so `02-batch-jobs/…` and `work/chapter2/02-batch-jobs/…`
 * both count, else to the exercise that it is named like itself: a nested repository, a link or a file in the place of the
 * folder, which fetching tells; else to the exercise of the repository. Notes are no work (`isNote`), unless a manifest was
 * put beside the folder. Sorted by slug; a slug found in several folders is graded in the one with more changed files that are
 * still there, and the others are named.
 */
export function selectExercises(files: readonly ChangedFile[], map: ExerciseMap): SelectedExercise[] {
  const touched = new Map<string, Map<string, Count>>();
  const withManifest = foldersWithManifest(files);

  const count = (path: string, isThere: boolean): void => {
    const found = exerciseOf(path, map);
    if (found === undefined || !isWork(path, found, withManifest)) return;
    const folders = touched.get(found.slug) ?? new Map<string, Count>();
    const { there, gone } = folders.get(found.folder) ?? { there: 0, gone: 0 };
    folders.set(found.folder, isThere ? { there: there + 1, gone } : { there, gone: gone + 1 });
    touched.set(found.slug, folders);
  };

  for (const { path, previousPath, status } of files) {
    count(path, status !== 'removed');
    if (previousPath !== undefined) count(previousPath, false);
  }

  return [...touched]
    .map(([slug, folders]) => {
      const [folder = '', ...others] = busiestFirst(folders);
      const otherFolders = others.filter((one) => (folders.get(one)?.there ?? 0) > 0);
      return { slug, folder, ...(otherFolders.length === 0 ? {} : { otherFolders }) };
    })
    .sort((a, b) => a.slug.localeCompare(b.slug));
}

/** Changed files that lie in the folder of an exercise and are no part of its work. */
export function touchedNotes(
  files: readonly ChangedFile[],
  map: ExerciseMap,
): { path: string; exercise: string }[] {
  return files.flatMap(({ path }) => {
    const found = exerciseOf(path, map);
    return found === undefined || !isNote(inside(path, found.folder)) ? [] : [{ path, exercise: found.slug }];
  });
}

/** Whether any of the files is work in the folder. */
export function touchesWork(files: readonly ChangedFile[], folder: string): boolean {
  const isIn = (path: string) =>
    (folder === '' || path === folder || path.startsWith(`${folder}/`)) && !isNote(inside(path, folder));

  return files.some(
    ({ path, previousPath }) => isIn(path) || (previousPath !== undefined && isIn(previousPath)),
  );
}

function isWork(path: string, { folder }: SelectedExercise, withManifest: ReadonlySet<string>): boolean {
  return !isNote(inside(path, folder)) || (folder !== '' && withManifest.has(parentOf(folder)));
}

/** Folders with a manifest of the change directly inside. Asked for each of many notes: looked up, not searched. */
function foldersWithManifest(files: readonly ChangedFile[]): Set<string> {
  const manifests = files.filter(
    ({ path, status }) => status !== 'removed' && /\.ya?ml$/i.test(path) && !path.startsWith('.'),
  );

  return new Set(manifests.map(({ path }) => parentOf(path)));
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function inside(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Changed files of a folder. */
interface Count {
  there: number;
  gone: number;
}

function exerciseOf(
  path: string,
  { slugs, folders = [], repositoryExercise }: ExerciseMap,
): SelectedExercise | undefined {
  const mapped = folders.find((folder) => `${path}/`.startsWith(`${folder.path}/`));
  if (mapped !== undefined && slugs.has(mapped.exercise))
    return { slug: mapped.exercise, folder: mapped.path };
  const segments = path.split('/');
  const name = segments.pop() ?? '';

  for (let depth = segments.length; depth > 0; depth--) {
    const slug = segments[depth - 1] ?? '';
    if (slugs.has(slug)) return { slug, folder: segments.slice(0, depth).join('/') };
  }

  if (slugs.has(name)) return { slug: name, folder: path };
  // Workflows and our own files say nothing about an exercise.
  if (repositoryExercise === undefined || path.startsWith('.')) return undefined;
  return slugs.has(repositoryExercise) ? { slug: repositoryExercise, folder: '' } : undefined;
}

function busiestFirst(folders: ReadonlyMap<string, Count>): string[] {
  return [...folders]
    .sort(
      ([a, countA], [b, countB]) =>
        countB.there - countA.there || countB.gone - countA.gone || a.localeCompare(b),
    )
    .map(([folder]) => folder);
}
