import type { ResultVisibility } from '../../domain/courses/course.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, stale } from '../api-problem.ts';
import { CourseParams } from '../schemas/course.ts';
import { ResultsBody, ResultsChangeBody } from '../schemas/grading.ts';
import { tellLearners, type PublishQueue, type PullRequestKey } from '../tell-learners.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface CourseResults {
  results: ResultVisibility;
  exercises: { exercise: string; results: ResultVisibility }[];
  version: number;
}

export interface ResultNeeds {
  results: {
    get(courseId: string): Promise<CourseResults>;
    set(
      scope: { courseId: string; exercise?: string },
      results: ResultVisibility | 'course',
      version: number,
    ): Promise<{ value: CourseResults; publish: PullRequestKey[] } | 'stale'>;
  };
  queues: PublishQueue;
}

/** Whether learners see their results at once, or when staff release them. */
export function addResultRoutes(app: TypedInstance, { results, queues }: ResultNeeds): void {
  app.get(
    '/courses/:course/results',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getResults',
        summary: 'Whether the results of a course, and of which exercises, are held',
        params: CourseParams,
        response: { 200: ResultsBody },
      },
    },
    async ({ course }) => results.get(course.courseId),
  );

  app.put(
    '/courses/:course/results',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'putResults',
        summary: 'Holds the results of a course or an exercise, or releases and publishes all of them',
        params: CourseParams,
        body: ResultsChangeBody,
        response: { 200: ResultsBody },
      },
    },
    async (request) => {
      const { course, body, expectedVersion } = request;
      const { exercise } = body;
      if (body.results === 'course' && exercise === undefined)
        throw new ApiProblem(400, 'exercise-missing', 'Only an exercise can follow the course.');
      const before = await results.get(course.courseId);
      const scope = { courseId: course.courseId, ...(exercise === undefined ? {} : { exercise }) };
      const written = await results.set(scope, body.results, expectedVersion);
      if (written === 'stale') throw stale();
      request.audit({ before, after: written.value });
      await tellLearners(queues, written.publish);
      return written.value;
    },
  );
}
