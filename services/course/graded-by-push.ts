import type { CourseFile } from './course-file.ts';
import { rulesFor } from './rules-for.ts';

/** Whether pushes to a repository are graded, by the stored courses of its owner. No course speaks for its own repository. */
export function gradedByPush(
  courses: readonly { courseId: number; file: object }[],
  { repositoryId, name }: { repositoryId: number; name: string },
): boolean {
  const defaults = { languages: ['en'], notGraded: 'neutral' } as const;
  for (const { courseId, file } of courses) {
    // Safe: only files that passed the schema are stored.
    const rules = rulesFor({ courseId, file: file as CourseFile }, name, defaults);
    if (rules !== undefined && courseId !== repositoryId) return rules.gradedBy === 'push';
  }
  return false;
}
