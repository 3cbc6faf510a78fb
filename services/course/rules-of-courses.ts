import type { CourseFile } from './course-file.ts';
import { rulesFor, type DefaultRules } from './rules-for.ts';

/**
 * The rules of the first stored course that speaks for a repository, and its id; undefined when none does. No course speaks for
 * its own repository.
 */
export function rulesOfCourses(
  courses: readonly { courseId: number; file: object }[],
  { repositoryId, name }: { repositoryId: number; name: string },
  defaults: DefaultRules,
): { courseId: number; rules: NonNullable<ReturnType<typeof rulesFor>> } | undefined {
  for (const { courseId, file } of courses) {
    // Safe: only files that passed the schema are stored.
    const rules = rulesFor({ courseId, file: file as CourseFile }, name, defaults);
    if (rules !== undefined && courseId !== repositoryId) return { courseId, rules };
  }

  return undefined;
}
