import type { FastifyRequest } from 'fastify';
import type { Course } from '../../domain/courses/course.ts';
import { isAtLeast, lesserRole, type Role } from '../../domain/courses/role.ts';
import { notFound, ApiProblem } from '../api-problem.ts';
import { accessQuestion, undeclaredParameter, type AccessQuestion } from './access-question.ts';
import type { AccessRule, CourseRule, LocatedThing } from './access-rule.ts';
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
  locate: Record<LocatedThing, (id: string) => Promise<Place | undefined>>;
}

interface Place {
  courseId: string;
  /** Whose it is; absent of what a route names itself. */
  learners?: readonly number[];
}

const COURSE_NAME = /^([a-z0-9]+(-[a-z0-9]+)*|[0-9A-Z]{26})$/;
const ULID = /^[0-9A-Z]{26}$/;
const GITHUB_ID = /^[1-9][0-9]{0,14}$/;

/**
 * Makes every route of `app` obey the rule in its `config.access`, before its body is read, and refuses to start with a
 * route that has none, or one whose path names what the rule does not.
 */
export function enforceAccess(app: TypedInstance, needs: AccessNeeds): void {
  const whoSent = identify(needs);
  // Fastify wants to know of the properties early; the hooks below set them before any handler reads them.
  for (const name of ['principal', 'course', 'expectedVersion'] as const) app.decorateRequest(name);

  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(`Expected ${String(method)} ${url} to say who may call it, by config.access.`);
    const undeclared = config.access.kind === 'course' && undeclaredParameter(config.access, url);
    if (undeclared)
      throw new Error(
        `Expected path and config.access of ${String(method)} ${url} to agree about ${undeclared}.`,
      );
  });

  app.addHook('onRequest', decide);

  app.decorateRequest('decideAgain', function () {
    return decide(this);
  });

  async function decide(request: FastifyRequest): Promise<void> {
    const rule = ruleOf(request);
    if (rule.kind === 'public') return;
    request.principal = await whoSent(request);
    if (rule.kind === 'operator') requireOperator(request.principal);
    if (rule.kind === 'course') request.course = await courseOf(request, rule);
  }

  async function courseOf(
    request: FastifyRequest,
    rule: CourseRule,
  ): Promise<CourseAccess & { found: Course }> {
    const question = accessQuestion(rule, request);
    const { principal } = request;
    const place = await placeOf(rule, question);
    const found = place && (await needs.courses.find(place.courseId));
    const role = found && (await roleIn(principal, found.courseId));
    if (place === undefined || found === undefined || role === undefined)
      throw notFound(nameOf(rule, question));
    if (isAtLeast(role, rule.least)) return { courseId: found.courseId, role, found };
    if (!rule.own) throw tooLittle(role, rule.least);
    const { githubId } = principal;
    if (githubId === undefined || !isTheirs(rule, question, place, githubId))
      throw notFound(nameOf(rule, question));
    return { courseId: found.courseId, role, found, onlyOf: githubId };
  }

  async function placeOf(
    { through }: CourseRule,
    { course, id }: AccessQuestion,
  ): Promise<Place | undefined> {
    if (through !== undefined) return ULID.test(id) ? needs.locate[through](id) : undefined;
    return COURSE_NAME.test(course) ? { courseId: course } : undefined;
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

/** Whether what a route names is the learner's; of a route that names nothing the handler shows their part. */
function isTheirs(rule: CourseRule, question: AccessQuestion, place: Place, learner: number): boolean {
  if (rule.through !== undefined) return place.learners?.includes(learner) === true;
  if (question.githubId === undefined) return true;
  return GITHUB_ID.test(question.githubId) && Number(question.githubId) === learner;
}

function nameOf({ through }: CourseRule, { course, id, githubId }: AccessQuestion): string {
  if (through !== undefined) return `${through} ${id}`;
  return githubId === undefined ? `course ${course}` : `member ${githubId} of course ${course}`;
}
