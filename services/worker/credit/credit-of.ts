import type { Uncredited } from '../../domain/grades/credit.ts';
import type { AccountKind } from './account-kind.ts';
import type { SelectedExercise } from '../intake/select-exercises.ts';

type Judge = (exercise: {
  slug: string;
  folder: string;
  isHandedIn: boolean;
}) => Promise<Uncredited | undefined>;

/**
 * Which folder of an exercise is graded, and why the result counts for nobody, if so. Of several folders one that is not
 * somebody else's is meant.
 */
export async function creditOf(
  kind: AccountKind,
  { slug, folder, otherFolders = [] }: SelectedExercise,
  judge: Judge,
  isHandedIn: boolean,
): Promise<{ folder: string; uncredited?: Uncredited }> {
  if (kind === 'staff') return { folder, uncredited: 'staff' };
  if (kind !== 'learner') return { folder, uncredited: 'others-commits' };
  const uncredited = await judge({ slug, folder, isHandedIn });
  if (uncredited === undefined) return { folder };
  for (const other of otherFolders)
    if ((await judge({ slug, folder: other, isHandedIn })) === undefined) return { folder: other };
  return { folder, uncredited };
}
