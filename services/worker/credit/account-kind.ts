import type { CourseRules } from '../../domain/courses/course-rules.ts';
import { isGhost } from '../../domain/submissions/ghost.ts';
import { isStaff, type StaffSource } from './is-staff.ts';

export interface Account {
  id: number;
  login: string;
  isBot?: boolean;
}

/** `nobody`: the account was deleted. Everybody who is nothing else may be a learner. */
export type AccountKind = 'learner' | 'staff' | 'bot' | 'nobody';

/**
 * What an account is in a course. Events tell only the login of who pushed: those of Apps end in `[bot]`, which no person's
 * can.
 */
export async function accountKind(
  members: StaffSource,
  rules: Pick<CourseRules, 'courseId' | 'staff'>,
  { id, login, isBot = login.endsWith('[bot]') }: Account,
): Promise<AccountKind> {
  if (isGhost(id)) return 'nobody';
  if (isBot) return 'bot';
  return (await isStaff(members, rules, id)) ? 'staff' : 'learner';
}
