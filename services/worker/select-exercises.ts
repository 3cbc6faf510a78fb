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

/**
 * Finds the exercises a change touches: a file belongs to the exercise whose slug is the deepest folder name on
 * its path, so `02-batch-jobs/…`, `exercises/02-batch-jobs/…` and `work/chapter2/02-batch-jobs/…` all count. Sorted by
 * slug; a slug found in two folders is graded in the one with more changed files.
 */
export function selectExercises(
  files: readonly ChangedFile[],
  slugs: ReadonlySet<string>,
): SelectedExercise[] {
  const touched = new Map<string, Map<string, number>>();
  for (const { path, previousPath } of files) {
    for (const found of [
      exerciseOf(path, slugs),
      previousPath === undefined ? undefined : exerciseOf(previousPath, slugs),
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

function exerciseOf(path: string, slugs: ReadonlySet<string>): SelectedExercise | undefined {
  const segments = path.split('/').slice(0, -1);
  for (let depth = segments.length; depth > 0; depth--) {
    const slug = segments[depth - 1] ?? '';
    if (slugs.has(slug)) return { slug, folder: segments.slice(0, depth).join('/') };
  }
  return undefined;
}

function busiest(folders: ReadonlyMap<string, number>): string {
  const ranked = [...folders].sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b));
  return ranked[0]?.[0] ?? '';
}
