import Type from 'typebox';
import type { CourseMember } from '../../domain/courses/course-member.ts';
import { planRoster, type RosterEntry } from '../../domain/courses/roster-plan.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem } from '../api-problem.ts';
import { readRoster } from '../roster/read-roster.ts';
import { writeRoster } from '../roster/write-roster.ts';
import { CourseParams } from '../schemas/course.ts';
import { RosterPlanBody } from '../schemas/member.ts';
import type { TypedInstance } from '../typed-instance.ts';
import { pseudonymTaken, requireMayGive } from './members.ts';

export interface RosterNeeds {
  members: {
    list(courseId: string, page: object): Promise<CourseMember[]>;
    write(courseId: string, entries: readonly RosterEntry[]): Promise<'written' | 'pseudonym-taken'>;
  };
}

/** The roster of a course as one CSV file, out and in; what a file would do can be seen before it is done. */
export function addRosterRoutes(app: TypedInstance, { members }: RosterNeeds): void {
  app.get(
    '/courses/:course/roster',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'exportRoster',
        summary: 'Everybody of the course in CSV',
        produces: ['text/csv'],
        params: CourseParams,
        response: { 200: Type.String() },
      },
    },
    async ({ course }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="roster-${course.found.slug}.csv"`)
        .send(writeRoster(await members.list(course.courseId, {}))),
  );

  app.post(
    '/courses/:course/roster',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'importRoster',
        summary: 'Takes a roster in CSV over, all or nothing; with preview=true only says what it would do',
        description:
          'The first line names the columns: github_id, login, name, pseudonym, role, active, of which only github_id ' +
          'is needed. An empty field leaves what is there. A roster with wrong lines is refused, but for a preview.',
        consumes: ['text/csv'],
        params: CourseParams,
        querystring: Type.Object({
          preview: Type.Boolean({ default: false }),
          removeOthers: Type.Boolean({
            default: false,
            description: 'Whether learners whom the roster does not name take part no more.',
          }),
        }),
        body: Type.String({ maxLength: 1_000_000 }),
        response: { 200: RosterPlanBody },
      },
    },
    async (request) => {
      const { course, body, query } = request;
      const { entries, wrong } = readRoster(body);

      const plan = planRoster(await members.list(course.courseId, {}), entries, {
        removesOthers: query.removeOthers,
      });

      for (const { role } of [...plan.added, ...plan.changed.flatMap(({ before, after }) => [before, after])])
        requireMayGive(course.role, role);

      if (query.preview) {
        request.audit({ after: { preview: true, ...counts(plan) } });
        return { applied: false, ...plan, wrong };
      }

      if (wrong.length > 0)
        throw new ApiProblem(
          400,
          'wrong-lines',
          'Nothing was taken over, since lines of the roster are wrong.',
          wrong.map(({ line, message }) => ({ where: `line ${line}`, message })),
        );

      const written = await members.write(course.courseId, [
        ...plan.added,
        ...plan.changed.map(({ after }) => after),
        ...plan.removed.map((entry) => ({ ...entry, active: false })),
      ]);

      if (written === 'pseudonym-taken') throw pseudonymTaken();
      request.audit({ after: plan });
      return { applied: true, ...plan, wrong };
    },
  );
}

function counts({ added, changed, removed }: { added: unknown[]; changed: unknown[]; removed: unknown[] }) {
  return { added: added.length, changed: changed.length, removed: removed.length };
}
