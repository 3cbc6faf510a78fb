/** A file of a pull request; `previousPath` when it was renamed. */
export interface ChangedFile {
  path: string;
  previousPath?: string;
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
 * both count, else to the exercise of the repository. Sorted by slug; a slug found in two folders is graded in the one
 * with more changed files.
 */
export function selectExercises(files: readonly ChangedFile[], map: ExerciseMap): SelectedExercise[] {
  const touched = new Map<string, Map<string, number>>();
  for (const { path, previousPath } of files) {
    for (const found of [
      exerciseOf(path, map),
      previousPath === undefined ? undefined : exerciseOf(previousPath, map),
    ]) {
      if (found === undefined) continue;
      const folders = touched.get(found.slug) ?? new Map<string, number>();
      folders.set(found.folder, (folders.get(found.folder) ?? 0) + 1);
      touched.set(found.slug, folders);
    }
  }
  return [...touched]
    .map(([slug, folders]) => ({ slug, folder: busiest(folders) }))
    .sort((a, b) => a.slug.localeCompare(b.slug));
}

function exerciseOf(
  path: string,
  { slugs, folders = [], repositoryExercise }: ExerciseMap,
): SelectedExercise | undefined {
  const mapped = folders.find((folder) => path.startsWith(`${folder.path}/`));
  if (mapped !== undefined && slugs.has(mapped.exercise))
    return { slug: mapped.exercise, folder: mapped.path };
  const segments = path.split('/').slice(0, -1);
  for (let depth = segments.length; depth > 0; depth--) {
    const slug = segments[depth - 1] ?? '';
    if (slugs.has(slug)) return { slug, folder: segments.slice(0, depth).join('/') };
  }
  // Workflows and our own files say nothing about an exercise.
  if (repositoryExercise === undefined || path.startsWith('.')) return undefined;
  return slugs.has(repositoryExercise) ? { slug: repositoryExercise, folder: '' } : undefined;
}

function busiest(folders: ReadonlyMap<string, number>): string {
  const ranked = [...folders].sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b));
  return ranked[0]?.[0] ?? '';
}
