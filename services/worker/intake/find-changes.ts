import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { changedSinceGraded, type ComparisonSource } from './changed-since-graded.ts';
import { changesByTrees, type Changes } from './changes-by-trees.ts';
import { githubBehind, type Try } from './github-behind.ts';
import type { HeadNow } from './head-now.ts';
import { leadsToExercise } from './leads-to-exercise.ts';
import type { ChangedFile, ExerciseMap } from './select-exercises.ts';

export interface ChangeSource extends ComparisonSource {
  changedFiles(number: number, of: { expected: number; headSha: string }): Promise<ChangedFile[] | undefined>;
  mergeBase(baseSha: string, headSha: string): Promise<string | undefined>;
}

/**
 * What a pull request, or a push to a branch that is graded by push, changes. Where GitHub cannot list it for this head, the
 * trees tell, which no copy of GitHub's can have wrong. Throws `github-behind` while GitHub does not know the commits.
 */
export async function findChanges(
  source: ChangeSource,
  {
    number,
    head: { headSha, baseSha, changedFiles },
    submissions,
    map,
    delivery,
  }: {
    number: number;
    head: Pick<HeadNow, 'headSha' | 'baseSha' | 'changedFiles'>;
    submissions: readonly Submission[];
    map: ExerciseMap;
    delivery: Try;
  },
): Promise<Changes> {
  const isWanted = (folder: string) => leadsToExercise(folder, map);
  if (number === DEFAULT_BRANCH)
    return changedSinceGraded(source, { submissions, headSha, isWanted, delivery });
  const listed = await source.changedFiles(number, { expected: changedFiles, headSha });
  if (listed !== undefined) return { files: listed, complete: true };
  const base = baseSha === undefined ? undefined : await source.mergeBase(baseSha, headSha);
  const behind = githubBehind(delivery, 'no way from its base to the head', { number, headSha });
  if (base === undefined && behind !== undefined) throw behind;
  return changesByTrees(source, { base: base ?? baseSha, head: headSha, isWanted });
}
