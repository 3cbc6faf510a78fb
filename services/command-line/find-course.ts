import type { Course } from '../domain/courses/course.ts';
import { Failure } from '../domain/failure.ts';

/** The course of this slug or id. Failure `configuration`/`unknown-course`. */
export async function findCourse(
  { courses }: { courses: { find(idOrSlug: string): Promise<Course | undefined> } },
  name: string,
): Promise<Course> {
  const course = await courses.find(name);
  if (course !== undefined) return course;
  throw new Failure(
    'configuration',
    'unknown-course',
    `There is no course "${name}". GET /api/v1/courses lists them by slug.`,
  );
}
