import { isWithdrawn } from '../../domain/submissions/is-withdrawn.ts';

interface Word {
  headSha: string;
  state: 'open' | 'closed';
  merged?: boolean;
  updatedAt: Date;
}

/**
 * Whether a commit is still the head of a pull request that is not taken back, by the newer one of two words: what GitHub's events
 * told, and what it answers now. Times have whole seconds: of two words of one second either may be the newer one, so one
 * that is for the commit is enough.
 */
export function isStillCurrent(headSha: string, { told, answered }: { told: Word; answered: Word }): boolean {
  const isFor = (word: Word) => word.headSha === headSha && !isWithdrawn(word);
  if (answered.updatedAt > told.updatedAt) return isFor(answered);
  if (answered.updatedAt < told.updatedAt) return isFor(told);
  return isFor(answered) || isFor(told);
}
