import Type from 'typebox';
import type { CourseMember } from '../../domain/courses/course-member.ts';
import { isAtLeast, ROLES, type Role } from '../../domain/courses/role.ts';
import type { RosterEntry } from '../../domain/courses/roster-plan.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound, stale } from '../api-problem.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CourseParams } from '../schemas/course.ts';
import { MemberBody, MemberChangeBody, MemberParams, NewMemberBody } from '../schemas/member.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface MemberNeeds {
  members: {
    get(courseId: string, githubId: number): Promise<CourseMember | undefined>;
    list(
      courseId: string,
      page: { limit?: number; after?: number; role?: Role; active?: boolean; search?: string },
    ): Promise<CourseMember[]>;
    create(courseId: string, entry: RosterEntry): Promise<CourseMember | 'exists' | 'pseudonym-taken'>;
    update(
      courseId: string,
      githubId: number,
      version: number,
      change: Type.Static<typeof MemberChangeBody>,
    ): Promise<CourseMember | 'stale' | 'pseudonym-taken'>;
  };
}

/** The people of a course. Only owners make and unmake staff. */
export function addMemberRoutes(app: TypedInstance, { members }: MemberNeeds): void {
  app.get(
    '/courses/:course/members',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listMembers',
        summary: 'The people of a course, by GitHub id',
        params: CourseParams,
        querystring: Type.Object({
          ...pageQuery,
          role: Type.Optional(Type.Enum([...ROLES])),
          active: Type.Optional(Type.Boolean()),
          search: Type.Optional(
            Type.String({ minLength: 1, maxLength: 100, description: 'Part of a login, name or pseudonym.' }),
          ),
        }),
        response: { 200: pageOf(MemberBody) },
      },
    },
    async ({ course, query: { limit, cursor, ...filter } }) => {
      const after = readCursor(cursorKeys.number, cursor);

      const rows = await members.list(course.courseId, {
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
        ...filter,
      });

      return toPage(rows, limit, { item: toBody, keyOf: ({ githubId }) => githubId });
    },
  );

  app.post(
    '/courses/:course/members',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'createMember',
        summary: 'Takes somebody into the course; staff only by an owner',
        params: CourseParams,
        body: NewMemberBody,
        response: { 201: MemberBody },
      },
    },
    async (request, reply) => {
      const { course, body } = request;
      requireMayGive(course.role, body.role);
      const made = await members.create(course.courseId, body);
      if (made === 'exists')
        throw new ApiProblem(
          409,
          'member-exists',
          `${body.githubId} is in the roster already; change it there.`,
        );
      if (made === 'pseudonym-taken') throw pseudonymTaken();
      const after = toBody(made);
      request.audit({ after });
      const location = `/api/v1/courses/${course.found.slug}/members/${body.githubId}`;
      return reply.code(201).header('location', location).send(after);
    },
  );

  app.get(
    '/courses/:course/members/:githubId',
    {
      config: { access: courseAccess('read-only', { own: true, person: true }) },
      schema: {
        operationId: 'getMember',
        summary: 'One of the people of a course',
        params: MemberParams,
        response: { 200: MemberBody },
      },
    },
    async ({ course, params }) => toBody(await find(course.courseId, params.githubId)),
  );

  app.patch(
    '/courses/:course/members/:githubId',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'updateMember',
        summary: 'Changes what the body names; roles of staff only by an owner',
        params: MemberParams,
        body: MemberChangeBody,
        response: { 200: MemberBody },
      },
    },
    async (request) => {
      const { course, params, body, expectedVersion } = request;
      const before = await find(course.courseId, params.githubId);
      requireMayGive(course.role, before.role);
      requireMayGive(course.role, body.role ?? before.role);
      return change(request, before, expectedVersion, body);
    },
  );

  app.delete(
    '/courses/:course/members/:githubId',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'removeMember',
        summary: 'Ends that somebody takes part; what was graded stays',
        params: MemberParams,
        response: { 200: MemberBody },
      },
    },
    async (request) => {
      const { course, params, expectedVersion } = request;
      const before = await find(course.courseId, params.githubId);
      requireMayGive(course.role, before.role);
      return change(request, before, expectedVersion, { active: false });
    },
  );

  async function find(courseId: string, githubId: number): Promise<CourseMember> {
    const member = await members.get(courseId, githubId);
    if (member === undefined) throw notFound(`member ${githubId} of the course`);
    return member;
  }

  async function change(
    request: { course: { courseId: string }; audit(note: { before: object; after: object }): void },
    before: CourseMember,
    version: number,
    wanted: Type.Static<typeof MemberChangeBody>,
  ) {
    const updated = await members.update(request.course.courseId, before.githubId, version, wanted);
    if (updated === 'stale') throw stale();
    if (updated === 'pseudonym-taken') throw pseudonymTaken();
    const after = toBody(updated);
    request.audit({ before: toBody(before), after });
    return after;
  }
}

/** Who gives somebody a role, or takes it, needs to be owner for all but learners. Fails with 403. */
export function requireMayGive(own: Role, given: Role): void {
  if (given !== 'learner' && !isAtLeast(own, 'owner'))
    throw new ApiProblem(
      403,
      'forbidden',
      `You are ${own} of this course; only an owner makes or unmakes ${given}s.`,
    );
}

export function pseudonymTaken(): ApiProblem {
  return new ApiProblem(409, 'pseudonym-taken', 'Somebody else in the course has this pseudonym.');
}

function toBody(member: CourseMember): Type.Static<typeof MemberBody> {
  const { githubId, login, name, pseudonym, role, source, active, version } = member;

  const body: Type.Static<typeof MemberBody> = {
    githubId,
    pseudonym,
    role,
    source,
    active,
    version,
    createdAt: member.createdAt.toISOString(),
    updatedAt: member.updatedAt.toISOString(),
  };

  // Of hundreds of members, and spreading is dear.
  if (login !== undefined) body.login = login;
  if (name !== undefined) body.name = name;
  return body;
}
