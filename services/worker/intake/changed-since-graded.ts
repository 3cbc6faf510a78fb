import { Failure } from '../../domain/failure.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { githubBehind, type Try } from './github-behind.ts';
import { changesByTrees, type Changes, type TreeSource } from './changes-by-trees.ts';
import type { ChangedFile } from './select-exercises.ts';

export interface ComparisonSource extends TreeSource {
  comparedFiles(base: string, head: string): Promise<ChangedFile[] | 'too-many' | 'unknown' | undefined>;
}

/**
 * What a push brought since the last commit of the branch that was graded whole. Commits in between that were overtaken
 * count as not graded, so nothing they changed is forgotten; where that commit was pushed away by force, every file counts.
 * Throws `github-behind` while GitHub does not know both commits: the newer one may not be everywhere yet.
 */
export async function changedSinceGraded(
  source: ComparisonSource,
  {
    submissions,
    headSha,
    isWanted,
    delivery,
  }: {
    submissions: readonly Submission[];
    headSha: string;
    /** Folders to look into first where there are too many. */
    isWanted: (folder: string) => boolean;
    delivery: Try;
  },
): Promise<Changes> {
  const base = lastGraded(submissions, headSha);
  const compared = base === undefined ? undefined : await source.comparedFiles(base, headSha);
  const all = () => changesByTrees(source, { head: headSha, isWanted });
  if (compared === 'unknown') throwWhileBehind(delivery, headSha);
  if (compared === undefined || compared === 'unknown') return all();
  if (compared !== 'too-many') return { files: compared, complete: true };
  return changesByTrees(source, { base, head: headSha, isWanted }).catch((error: unknown) => {
    // The older commit is gone: GitHub gave up on the comparison before it noticed.
    if (!(error instanceof Failure) || error.code !== 'not-found') throw error;
    throwWhileBehind(delivery, headSha);
    return all();
  });
}

function throwWhileBehind(delivery: Try, headSha: string): void {
  const behind = githubBehind(delivery, 'one of two commits unknown', { headSha });
  if (behind !== undefined) throw behind;
}

/** The newest commit before this one of which everything was graded. */
export function lastGraded(submissions: readonly Submission[], headSha: string): string | undefined {
  const heads = [...new Set(submissions.map((submission) => submission.headSha))].reverse();
  return heads.find(
    (head) =>
      head !== headSha &&
      submissions.every(
        (submission) =>
          submission.headSha !== head || submission.state === 'graded' || submission.state === 'not-graded',
      ),
  );
}
