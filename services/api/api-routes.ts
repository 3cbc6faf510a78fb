import { addCourseRoutes, type CourseNeeds } from './routes/courses.ts';
import { addSubmissionRoutes, type SubmissionNeeds } from './routes/submissions.ts';
import type { TypedInstance } from './typed-instance.ts';

/** What all routes under `/api/v1` need together. */
export interface RouteNeeds extends CourseNeeds, SubmissionNeeds {}

/** Adds every route under `/api/v1`. */
export function addApiRoutes(app: TypedInstance, needs: RouteNeeds): void {
  addCourseRoutes(app, needs);
  addSubmissionRoutes(app, needs);
}
