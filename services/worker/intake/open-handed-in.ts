import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Notice, RefusedExercise } from '../../domain/submissions/notice.ts';
import { noticeOf } from './admission.ts';

/** Opens one exercise of a commit and returns why it may not be graded now, if so. */
type OpenExercise = (
  what: { slug: string; folder: string },
  handedIn: Pick<HandIn, 'headSha' | 'at'>,
) => Promise<RefusedExercise | undefined>;

/**
 * Where a push alone hands nothing in: opens what was handed in last of each exercise, whatever was pushed since. Returns what
 * to say: why something is not graded, or that the newest commit was not handed in.
 */
export async function openHandedIn(
  handIns: readonly HandIn[],
  headSha: string,
  { handIn }: Pick<CourseRules, 'handIn'>,
  open: OpenExercise,
): Promise<Notice | undefined> {
  const refused: RefusedExercise[] = [];

  for (const { exercise, folder, ...handedIn } of handIns) {
    const refusal = await open({ slug: exercise, folder }, handedIn);
    if (refusal !== undefined) refused.push(refusal);
  }

  if (refused.length > 0) return noticeOf(refused, headSha);
  const isHandedIn = handIns.some((one) => one.headSha === headSha);
  return isHandedIn || handIn === 'push' ? undefined : { kind: 'not-handed-in', headSha, handIn };
}

/** Whether something newer of the same exercise was handed in than what this submission grades. */
export function isReplaced(
  { exercise, headSha }: { exercise: string; headSha: string },
  handIns: readonly HandIn[],
): boolean {
  return handIns.some((one) => one.exercise === exercise && one.headSha !== headSha);
}
