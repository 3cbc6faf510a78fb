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
 * Finds the exercises a change touches. A file belongs to the folder of the course map that it is in, else to the
 * exercise whose slug is the deepest folder name on its path, so `02-batch-jobs/…` and `work/chapter2/02-batch-jobs/…`
 * both count, else to the exercise that it is named like itself: a nested repository, a link or a file in the place of the
 * folder, which fetching tells; else to the exercise of the repository. Sorted by slug; a slug found in two folders is graded
 * in the one with more changed files that are still there.
 */
export function selectExercises(files: readonly ChangedFile[], map: ExerciseMap): SelectedExercise[] {
  const touched = new Map<string, Map<string, Count>>();
  const count = (path: string, isThere: boolean): void => {
    const found = exerciseOf(path, map);
    if (found === undefined) return;
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
    .map(([slug, folders]) => ({ slug, folder: busiest(folders) }))
    .sort((a, b) => a.slug.localeCompare(b.slug));
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

function busiest(folders: ReadonlyMap<string, Count>): string {
  const ranked = [...folders].sort(
    ([a, countA], [b, countB]) =>
      countB.there - countA.there || countB.gone - countA.gone || a.localeCompare(b),
  );
  return ranked[0]?.[0] ?? '';
}
