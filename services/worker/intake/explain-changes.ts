import { clipText } from '../../../graders/text/clip-text.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import type { Changes, TreeSource } from './changes-by-trees.ts';
import { changedExamples, findMisplaced, nestedRepositories } from './find-misplaced.ts';
import { touchedNotes, type ExerciseMap, type SelectedExercise } from './select-exercises.ts';

/** Named at most. */
const MOST_NOTES = 5;

/**
 * What to say of a change beside the exercises that were found in it: what was meant for one and is not in its place, that
 * there was too much to look at, that only notes were touched, or that there is none.
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
  const notes = touchedNotes(files, map);
  const touched = [...selected, ...notes.map(({ exercise }) => ({ slug: exercise }))];
  const places = findMisplaced(files, map, touched);
  if (places.length > 0) return { kind: 'misplaced', headSha, places };
  if (!complete) return { kind: 'change-too-large', headSha };
  // A push without an exercise is everyday life; a pull request without one is a misspelt folder.
  if (selected.length > 0 || number === DEFAULT_BRANCH) return undefined;
  const nested = nestedRepositories(files, (await source.tree(headSha)).entries);
  if (nested.length > 0) return { kind: 'misplaced', headSha, places: nested };
  return {
    kind: 'no-exercise',
    headSha,
    slugs: [...map.slugs].sort(),
    ...(notes.length === 0
      ? { changed: changedExamples(files, map) }
      : { besides: notes.slice(0, MOST_NOTES).map((note) => ({ ...note, path: clipText(note.path, 300) })) }),
  };
}
