import type { Submission } from '../../domain/submissions/submission.ts';

/**
 * The submission of the same commit and exercise on another pull request that was not cancelled, the newest of them. GitHub
 * shows the newest check of a commit, whichever pull request it was made for.
 */
export function livingTwin<S extends Submission>(
  { pullNumber, exercise }: Pick<Submission, 'pullNumber' | 'exercise'>,
  ofCommit: readonly S[],
): S | undefined {
  return ofCommit.findLast(
    (one) =>
      one.pullNumber !== pullNumber &&
      one.exercise === exercise &&
      one.state !== 'cancelled' &&
      !one.cancelRequested,
  );
}
