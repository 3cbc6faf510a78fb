import { DEFAULT_BRANCH } from '../domain/default-branch.ts';
import type { Submission } from '../domain/submission.ts';
import { changedSinceGraded, type ComparisonSource } from './changed-since-graded.ts';
import { changesByTrees, type Changes } from './changes-by-trees.ts';
import { leadsToExercise } from './leads-to-exercise.ts';
import type { ChangedFile, ExerciseMap } from './select-exercises.ts';

export interface ChangeSource extends ComparisonSource {
  changedFiles(number: number, expected: number): Promise<ChangedFile[] | undefined>;
  mergeBase(number: number, headSha: string): Promise<string>;
}

/** What a pull request, or a push to a branch that is graded by push, changes. Where GitHub cannot list it, the trees tell. */
export async function findChanges(
  source: ChangeSource,
  {
    number,
    headSha,
    expected,
    submissions,
    map,
  }: {
    number: number;
    headSha: string;
    /** How many files the pull request changes, by GitHub's count. */
    expected: number;
    submissions: readonly Submission[];
    map: ExerciseMap;
  },
): Promise<Changes> {
  const isWanted = (folder: string) => leadsToExercise(folder, map);
  if (number === DEFAULT_BRANCH) return changedSinceGraded(source, { submissions, headSha, isWanted });
  const listed = await source.changedFiles(number, expected);
  if (listed !== undefined) return { files: listed, complete: true };
  const base = await source.mergeBase(number, headSha);
  return changesByTrees(source, { base, head: headSha, isWanted });
}
