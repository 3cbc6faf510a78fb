import type { Course, Role } from './api/courses.ts';
import type { Route } from './route.ts';

/** What every page of a course is given. */
export interface PageProps {
  course: Course;
  role: Role;
  /** The GitHub id of the reader; absent for the operator. */
  githubId?: number | undefined;
  route: Route;
}
