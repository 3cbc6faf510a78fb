import type { CourseRules } from '../../domain/courses/course-rules.ts';
import { isAtLeast, type Role } from '../../domain/courses/role.ts';

export interface StaffSource {
  /** The role of an active member. */
  roleOf(courseId: string, githubId: number): Promise<Role | undefined>;
}

/**
 * Whether somebody is staff of the course: an assistant or more among its members, or named as staff in the course file.
 * What GitHub lets them do in a repository says nothing about that.
 */
export async function isStaff(
  members: StaffSource,
  { courseId, staff }: Pick<CourseRules, 'courseId' | 'staff'>,
  githubId: number,
): Promise<boolean> {
  if (staff?.has(githubId) === true) return true;
  const role = await members.roleOf(courseId, githubId);
  return role !== undefined && isAtLeast(role, 'assistant');
}
