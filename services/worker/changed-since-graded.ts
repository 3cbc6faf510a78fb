import type { Submission } from '../domain/submission.ts';
import type { ChangedFile } from './select-exercises.ts';

export interface ComparisonSource {
  comparedFiles(base: string, head: string): Promise<ChangedFile[] | undefined>;
  tree(commitSha: string): Promise<{ entries: { path: string; type: string }[] }>;
}

/**
 * What a push brought since the last commit of the branch that was graded whole. Commits in between that were overtaken
 * count as not graded, so nothing they changed is forgotten; where GitHub cannot compare, every file counts.
 */
export async function changedSinceGraded(
  source: ComparisonSource,
  submissions: readonly Submission[],
  headSha: string,
): Promise<ChangedFile[]> {
  const base = lastGraded(submissions, headSha);
  const changed = base === undefined ? undefined : await source.comparedFiles(base, headSha);
  if (changed !== undefined) return changed;
  const { entries } = await source.tree(headSha);
  return entries.filter(({ type }) => type === 'file').map(({ path }) => ({ path }));
}

function lastGraded(submissions: readonly Submission[], headSha: string): string | undefined {
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
