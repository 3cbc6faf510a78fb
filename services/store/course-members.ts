import type { Role } from '../domain/role.ts';
import type { Database } from './tables.ts';

export interface CourseMembers {
  /** The role of an active member. */
  roleOf(courseId: string, githubId: number): Promise<Role | undefined>;
}

export function createCourseMembers(db: Database): CourseMembers {
  return {
    async roleOf(courseId, githubId) {
      const row = await db
        .selectFrom('course_members')
        .select('role')
        .where('course_id', '=', courseId)
        .where('github_id', '=', githubId)
        .where('active', '=', true)
        .executeTakeFirst();
      return row?.role;
    },
  };
}
