import { rulesOfCourses } from './rules-of-courses.ts';

/** Whether pushes to a repository are graded, by the stored courses of its owner. */
export function gradedByPush(
  courses: readonly { courseId: number; file: object }[],
  repository: { repositoryId: number; name: string },
): boolean {
  const defaults = { languages: ['en'], notGraded: 'neutral' } as const;
  return rulesOfCourses(courses, repository, defaults)?.rules.gradedBy === 'push';
}
