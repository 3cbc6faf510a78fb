import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Notice, RefusedExercise } from '../../domain/submissions/notice.ts';

/** What a look at a pull request came to. */
export interface Opened {
  /** How many submissions it opened that were not there before. */
  opened: number;
  /** What the pull request's comment is to say. */
  notice?: Notice;
}

type Place = { slug: string; folder: string };
/** Which commit is meant, and since when. */
type Said = Pick<HandIn, 'headSha' | 'at'>;

/** Opens one exercise of a commit, or says why it may not be graded now; `isNew` unless it was there already. */
export type OpenExercise = (
  exercise: Place,
  said: Said,
) => Promise<{ refusal?: RefusedExercise | undefined; isNew: boolean }>;

/** Opens one exercise after the other. Returns how many were not there before, and which may not be graded now. */
export async function openEach(
  exercises: readonly { exercise: Place; said: Said }[],
  open: OpenExercise,
): Promise<{ opened: number; refused: RefusedExercise[] }> {
  const refused: RefusedExercise[] = [];
  let opened = 0;

  for (const { exercise, said } of exercises) {
    const { refusal, isNew } = await open(exercise, said);
    if (refusal !== undefined) refused.push(refusal);
    if (isNew) opened += 1;
  }

  return { opened, refused };
}
