import type { Submission } from './submission.ts';

/**
 * Which open submissions of a pull request a new head makes pointless: all that grade another commit.
 * Decided from what is stored, not from the event that arrived, so that order and repetition do not matter.
 */
export function superseded<S extends Pick<Submission, 'headSha' | 'state'>>(
  submissions: readonly S[],
  currentHead: string,
): S[] {
  return submissions.filter(
    ({ headSha, state }) => headSha !== currentHead && (state === 'queued' || state === 'grading'),
  );
}
