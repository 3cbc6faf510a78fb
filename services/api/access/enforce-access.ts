import type { FastifyRequest } from 'fastify';
import type { Course } from '../../domain/course.ts';
import { isAtLeast, lesserRole, type Role } from '../../domain/role.ts';
import { notFound, ApiProblem } from '../api-problem.ts';
import type { AccessRule, LocatedThing } from './access-rule.ts';
import { identify, type IdentityNeeds } from './identify.ts';
import type { CourseAccess, Principal } from './principal.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface AccessNeeds extends IdentityNeeds {
  courses: { find(idOrSlug: string): Promise<Course | undefined> };
  members: {
    /** The role of an active member. */
    roleOf(courseId: string, githubId: number): Promise<Role | undefined>;
  };
  /** Of each kind of thing: the course it belongs to and whose it is. */
  locate: Record<LocatedThing, (id: string) => Promise<{ courseId: string; githubId?: number } | undefined>>;
}

/** The course of a request's path, as text that may be anything. */
interface NamedInPath {
  course?: string;
  id?: string;
  githubId?: string;
}

const COURSE_NAME = /^([a-z0-9]+(-[a-z0-9]+)*|[0-9A-Z]{26})$/;
const ULID = /^[0-9A-Z]{26}$/;

/**
 * Makes every route of `app` obey the rule in its `config.access`, before its input is looked at, and refuses to
 * start with a route that has none.
 */
export function enforceAccess(app: TypedInstance, needs: AccessNeeds): void {
  const whoSent = identify(needs);
  // Fastify wants to know of the properties early; the hooks below set them before any handler reads them.
  for (const name of ['principal', 'course', 'expectedVersion'] as const) app.decorateRequest(name);

  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(`Expected ${String(method)} ${url} to say who may call it, by config.access.`);
  });
  app.addHook('onRequest', async (request) => {
    if (ruleOf(request).kind !== 'public') request.principal = await whoSent(request);
  });
  app.addHook('preValidation', async (request) => {
    const rule = ruleOf(request);
    if (rule.kind === 'operator') requireOperator(request.principal);
    if (rule.kind === 'course') request.course = await courseOf(request, rule);
  });

  async function courseOf(
    request: FastifyRequest,
    rule: AccessRule & { kind: 'course' },
  ): Promise<CourseAccess & { found: Course }> {
    // Streams of events name the course in the query.
    const path = { ...(request.query as Pick<NamedInPath, 'course'>), ...(request.params as NamedInPath) };
    const { principal } = request;
    const place = await placeOf(rule, path);
    const found = place && (await needs.courses.find(place.courseId));
    const role = found && (await roleIn(principal, found.courseId));
    if (place === undefined || found === undefined || role === undefined) throw notFound(nameOf(rule, path));
    if (isAtLeast(role, rule.least)) return { courseId: found.courseId, role, found };
    if (!rule.own) throw tooLittle(role, rule.least);
    const { githubId } = principal;
    const named = path.githubId === undefined ? place.githubId : Number(path.githubId);
    if (githubId === undefined || ((rule.through || path.githubId !== undefined) && named !== githubId))
      throw notFound(nameOf(rule, path));
    return { courseId: found.courseId, role, found, onlyOf: githubId };
  }

  async function placeOf(
    { through }: AccessRule & { kind: 'course' },
    { course = '', id = '' }: NamedInPath,
  ): Promise<{ courseId: string; githubId?: number } | undefined> {
    if (through !== undefined) return ULID.test(id) ? needs.locate[through](id) : undefined;
    return typeof course === 'string' && COURSE_NAME.test(course) ? { courseId: course } : undefined;
  }

  /** The operator owns every course. A token reaches as far as its own role and that of its person, the lesser. */
  async function roleIn(principal: Principal, courseId: string): Promise<Role | undefined> {
    const { kind, githubId, limit } = principal;
    if (kind === 'operator') return 'owner';
    if (limit?.courseId !== undefined && limit.courseId !== courseId) return undefined;
    if (githubId === undefined) return limit?.role;
    const role = await needs.members.roleOf(courseId, githubId);
    return role === undefined || limit === undefined ? role : lesserRole(role, limit.role);
  }
}

function ruleOf(request: FastifyRequest): AccessRule {
  // Answers of the not-found handler belong to no route.
  return request.routeOptions.config.access ?? { kind: 'public' };
}

/** Whether the caller speaks for the whole deployment. */
export function isOperator({ kind, githubId, limit }: Principal): boolean {
  return (
    kind === 'operator' ||
    (githubId === undefined && limit?.courseId === undefined && limit?.role === 'owner')
  );
}

function requireOperator(principal: Principal): void {
  if (!isOperator(principal))
    throw new ApiProblem(
      403,
      'forbidden',
      'Only the operator may do this, with the token of SAITEN_API_TOKEN.',
    );
}

function tooLittle(role: Role, least: Role): ApiProblem {
  return new ApiProblem(403, 'forbidden', `You are ${role} of this course; this needs ${least} or more.`);
}

function nameOf({ through }: AccessRule & { kind: 'course' }, { course, id, githubId }: NamedInPath): string {
  if (through !== undefined) return `${through} ${id}`;
  return githubId === undefined ? `course ${course}` : `member ${githubId} of course ${course}`;
}
