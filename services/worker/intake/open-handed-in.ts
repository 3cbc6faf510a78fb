import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import { noticeOf } from './admission.ts';
import { openEach, type Opened, type OpenExercise } from './open-each.ts';

/**
 * Where a push alone hands nothing in: opens what was handed in last of each exercise, whatever was pushed since. Its notice says
 * why something is not graded, or that the newest commit was not handed in.
 */
export async function openHandedIn(
  handIns: readonly HandIn[],
  headSha: string,
  { handIn }: Pick<CourseRules, 'handIn'>,
  open: OpenExercise,
): Promise<Opened> {
  const meant = handIns.map(({ exercise: slug, folder, ...said }) => ({ exercise: { slug, folder }, said }));
  const { opened, refused } = await openEach(meant, open);
  const notice = noticeOf(refused, headSha) ?? notHandedIn(handIns, headSha, handIn);
  return { opened, ...(notice !== undefined && { notice }) };
}

function notHandedIn(
  handIns: readonly HandIn[],
  headSha: string,
  handIn: CourseRules['handIn'],
): Notice | undefined {
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
