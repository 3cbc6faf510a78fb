import type { ExerciseMap } from './select-exercises.ts';

/** Whether a folder is that of an exercise, lies in one, or is on the way to one that the course names. */
export function leadsToExercise(
  folder: string,
  { slugs, folders = [] }: Pick<ExerciseMap, 'slugs' | 'folders'>,
): boolean {
  return (
    folder.split('/').some((name) => slugs.has(name)) ||
    folders.some(({ path }) => `${path}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${path}/`))
  );
}
