import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Notice, RefusedExercise } from '../../domain/submissions/notice.ts';

/** What a look at a pull request came to. */
export interface Opened {
  /** How many submissions it opened that were not there before. */
  opened: number;
  /** What the pull request's comment is to say. */
  notice?: Notice;
}

/** Opens one exercise of a commit, or says why it may not be graded now; `isNew` unless it was there already. */
export type OpenExercise = (
  exercise: { slug: string; folder: string },
  handedIn: Pick<HandIn, 'headSha' | 'at'>,
) => Promise<{ refusal?: RefusedExercise | undefined; isNew: boolean }>;
