import Type, { type Static } from 'typebox';
import { courseAccess } from '../access/access-rule.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CourseParams } from '../schemas/course.ts';
import { LmsIdentitiesBody, LmsIdentityBody } from '../schemas/lms-identity.ts';
import type { TypedInstance } from '../typed-instance.ts';

type Identity = Static<typeof LmsIdentityBody>;

export interface LmsIdentityNeeds {
  lmsIdentities: {
    list(courseId: string, page: { limit: number; after?: number }): Promise<Identity[]>;
    write(courseId: string, identities: readonly Identity[]): Promise<void>;
  };
}

/** How Canvas and Moodle know the learners of a course, for the exports that these import. */
export function addLmsIdentityRoutes(app: TypedInstance, { lmsIdentities }: LmsIdentityNeeds): void {
  app.get(
    '/courses/:course/lms-identities',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'listLmsIdentities',
        summary: 'How Canvas and Moodle know the learners, by GitHub id',
        params: CourseParams,
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(LmsIdentityBody) },
      },
    },
    async ({ course, query }) => {
      const after = readCursor(cursorKeys.number, query.cursor);

      const rows = await lmsIdentities.list(course.courseId, {
        limit: query.limit + 1,
        ...(after === undefined ? {} : { after }),
      });

      return toPage(rows, query.limit, { item: (row) => row, keyOf: ({ githubId }) => githubId });
    },
  );

  app.put(
    '/courses/:course/lms-identities',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'writeLmsIdentities',
        summary: 'Writes those of the learners in the body; the others stay',
        params: CourseParams,
        body: LmsIdentitiesBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { items } = request.body;
      await lmsIdentities.write(request.course.courseId, items);
      // Who was written is enough: the log outlives the data of people who leave.
      request.audit({ after: { githubIds: items.map(({ githubId }) => githubId) } });
      return reply.code(204).send(null);
    },
  );
}
