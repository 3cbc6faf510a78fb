import type { Submission } from './submission.ts';

/** The newest attempt of each exercise at a commit, whatever its state, sorted by exercise. */
export function newestAttempts<S extends Pick<Submission, 'headSha' | 'exercise' | 'attempt'>>(
  submissions: readonly S[],
  headSha: string,
): S[] {
  const newest = new Map<string, S>();

  for (const submission of submissions) {
    if (submission.headSha !== headSha) continue;
    const known = newest.get(submission.exercise);
    if (known === undefined || submission.attempt > known.attempt)
      newest.set(submission.exercise, submission);
  }

  return [...newest.values()].sort((a, b) => a.exercise.localeCompare(b.exercise));
}
