import { DEFAULT_BRANCH } from '../domain/default-branch.ts';
import type { Notice } from '../domain/notice.ts';
import type { Changes, TreeSource } from './changes-by-trees.ts';
import { changedExamples, findMisplaced, nestedRepositories } from './find-misplaced.ts';
import type { ExerciseMap, SelectedExercise } from './select-exercises.ts';

/**
 * What to say of a change beside the exercises that were found in it: what was meant for one and is not in its place, that
 * there was too much to look at, or that there is none.
 */
export async function explainChanges(
  source: TreeSource,
  { files, complete }: Changes,
  {
    number,
    headSha,
    map,
    selected,
  }: { number: number; headSha: string; map: ExerciseMap; selected: readonly SelectedExercise[] },
): Promise<Notice | undefined> {
  const places = findMisplaced(files, map, selected);
  if (places.length > 0) return { kind: 'misplaced', headSha, places };
  if (!complete) return { kind: 'change-too-large', headSha };
  // A push without an exercise is everyday life; a pull request without one is a misspelt folder.
  if (selected.length > 0 || number === DEFAULT_BRANCH) return undefined;
  const nested = nestedRepositories(files, (await source.tree(headSha)).entries);
  if (nested.length > 0) return { kind: 'misplaced', headSha, places: nested };
  return { kind: 'no-exercise', headSha, slugs: [...map.slugs].sort(), changed: changedExamples(files, map) };
}
