import Type from 'typebox';
import type { Localized } from '../../../graders/contract/localized.ts';
import type { Course } from '../../domain/courses/course.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import { courseAccess } from '../access/access-rule.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { ApiProblem, stale } from '../api-problem.ts';
import { CourseBody, CourseChangeBody, CourseParams, NewCourseBody } from '../schemas/course.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface CourseNeeds {
  courses: {
    list(page: { limit: number; after?: string; of?: number; only?: string }): Promise<Course[]>;
    create(course: {
      courseId: string;
      slug: string;
      title: Localized;
      term?: string;
      timeZone?: string;
      retentionDays?: number;
    }): Promise<Course | 'slug-taken'>;
    update(
      courseId: string,
      version: number,
      change: Type.Static<typeof CourseChangeBody>,
    ): Promise<Course | 'slug-taken' | 'stale'>;
  };
  identifiers: Identifiers;
}

/** The courses that a caller takes part in, and what holds for all of a course. */
export function addCourseRoutes(app: TypedInstance, { courses, identifiers }: CourseNeeds): void {
  app.get(
    '/courses',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'listCourses',
        summary: 'The courses you take part in, by slug; for the operator all',
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(CourseBody) },
      },
    },
    async ({ query, principal }) => {
      const after = readCursor(cursorKeys.slug, query.cursor);
      const { githubId, limit } = principal;

      const rows = await courses.list({
        limit: query.limit + 1,
        ...(after === undefined ? {} : { after }),
        ...(githubId === undefined ? {} : { of: githubId }),
        ...(limit?.courseId === undefined ? {} : { only: limit.courseId }),
      });

      return toPage(rows, query.limit, { item: toBody, keyOf: ({ slug }) => slug });
    },
  );

  app.post(
    '/courses',
    {
      config: { access: { kind: 'operator' } },
      schema: {
        operationId: 'createCourse',
        summary: 'Makes a course',
        body: NewCourseBody,
        response: { 201: CourseBody },
      },
    },
    async (request, reply) => {
      requireTimeZone(request.body.timeZone);
      const course = await courses.create({ courseId: identifiers.next(), ...request.body });
      if (course === 'slug-taken') throw slugTaken(request.body.slug);
      const after = toBody(course);
      request.audit({ courseId: course.courseId, after });
      return reply.code(201).header('location', `/api/v1/courses/${course.slug}`).send(after);
    },
  );

  app.get(
    '/courses/:course',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'getCourse',
        summary: 'A course',
        params: CourseParams,
        response: { 200: CourseBody },
      },
    },
    async ({ course }) => toBody(course.found),
  );

  app.patch(
    '/courses/:course',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'updateCourse',
        summary: 'Changes what the body names',
        params: CourseParams,
        body: CourseChangeBody,
        response: { 200: CourseBody },
      },
    },
    async (request) => {
      const { body, course, expectedVersion } = request;
      requireTimeZone(body.timeZone);
      const updated = await courses.update(course.courseId, expectedVersion, body);
      if (updated === 'stale') throw stale();
      if (updated === 'slug-taken') throw slugTaken(body.slug ?? '');
      const after = toBody(updated);
      request.audit({ before: toBody(course.found), after });
      return after;
    },
  );
}

/** Fails with 400 for a name that is in no time zone database. */
function requireTimeZone(name: string | undefined): void {
  if (name === undefined) return;

  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw new ApiProblem(
      400,
      'invalid-time-zone',
      `Expected an IANA time zone such as Asia/Tokyo, found ${name}.`,
    );
  }
}

function slugTaken(slug: string): ApiProblem {
  return new ApiProblem(409, 'slug-taken', `Another course has the slug ${slug}.`);
}

function toBody({ createdAt, updatedAt, ...facts }: Course) {
  return { ...facts, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
