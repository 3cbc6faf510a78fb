import Type from 'typebox';
import type { Course } from '../../domain/course.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import type { Role } from '../../domain/role.ts';
import { isOperator } from '../access/enforce-access.ts';
import { sha256 } from '../access/identify.ts';
import type { Principal } from '../access/principal.ts';
import { ApiProblem, notFound } from '../api-problem.ts';
import { pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CreatedTokenBody, NewTokenBody, TokenBody, TokenParams } from '../schemas/token.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Token {
  tokenId: string;
  name: string;
  githubId?: number;
  courseId?: string;
  role: Role;
  expiresAt?: Date;
  createdAt: Date;
  createdBy: string;
  lastUsedAt?: Date;
}

export interface TokenNeeds {
  apiTokens: {
    create(token: Omit<Token, 'createdAt' | 'lastUsedAt'> & { hash: Buffer }): Promise<Token>;
    list(of: { githubId: number | undefined }, page: { limit: number; after?: string }): Promise<Token[]>;
    revoke(tokenId: string, of: { githubId: number | undefined }): Promise<boolean>;
  };
  courses: { find(idOrSlug: string): Promise<Course | undefined> };
  members: { roleOf(courseId: string, githubId: number): Promise<Role | undefined> };
  identifiers: Identifiers;
  /** A secret of 32 random bytes as text. */
  newSecret: () => string;
  now: () => Date;
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;
const MOST_DAYS = 366;

/** Personal tokens, and those of the operator. Shown once; only their SHA-256 is kept. */
export function addTokenRoutes(app: TypedInstance, needs: TokenNeeds): void {
  const { apiTokens, identifiers, newSecret, now } = needs;

  app.get(
    '/tokens',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'listTokens',
        summary: "Your tokens, oldest first, without their secrets; the operator's for the operator",
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(TokenBody) },
      },
    },
    async ({ query, principal }) => {
      const after = readCursor(Type.String(), query.cursor);
      const rows = await apiTokens.list(ownerOf(principal), {
        limit: query.limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      return toPage(rows, query.limit, { item: toBody, keyOf: ({ tokenId }) => tokenId });
    },
  );

  app.post(
    '/tokens',
    {
      config: { access: { kind: 'signed-in' }, secretAnswer: true },
      schema: {
        operationId: 'createToken',
        summary: 'Makes a token of yours; not by a token, but for the token of the operator',
        body: NewTokenBody,
        response: { 201: CreatedTokenBody },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      // Else a token that leaked could outlive its own end.
      if (principal.kind === 'token')
        throw new ApiProblem(403, 'forbidden', 'A token cannot make tokens; sign in on the page for it.');
      const course = body.course === undefined ? undefined : await findCourse(body.course, principal);
      const secret = `saiten_${newSecret()}`;
      const { githubId } = ownerOf(principal);
      const token = await apiTokens.create({
        tokenId: identifiers.next(),
        hash: sha256(secret),
        name: body.name,
        role: body.role,
        expiresAt: expiryOf(body.expiresAt, now()),
        createdBy: principal.actor,
        ...(githubId === undefined ? {} : { githubId }),
        ...(course === undefined ? {} : { courseId: course.courseId }),
      });
      const after = toBody(token);
      request.audit({ after, ...(course === undefined ? {} : { courseId: course.courseId }) });
      return reply.code(201).send({ ...after, token: secret });
    },
  );

  app.delete(
    '/tokens/:tokenId',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'revokeToken',
        summary: 'Ends a token of yours at once',
        params: TokenParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params, principal }, reply) => {
      if (!(await apiTokens.revoke(params.tokenId, ownerOf(principal))))
        throw notFound(`token ${params.tokenId} of yours`);
      return reply.code(204).send(null);
    },
  );

  async function findCourse(idOrSlug: string, { githubId }: Principal): Promise<Course> {
    const course = await needs.courses.find(idOrSlug);
    const takesPart =
      course !== undefined &&
      (githubId === undefined || (await needs.members.roleOf(course.courseId, githubId)) !== undefined);
    if (!takesPart) throw notFound(`course ${idOrSlug}`);
    return course;
  }
}

/** Fails with 400 for a time that is past, or too far ahead. */
function expiryOf(asked: string | undefined, now: Date): Date {
  if (asked === undefined) return new Date(now.getTime() + USUAL_DAYS * DAY_MS);
  const at = new Date(asked);
  if (at > now && at.getTime() <= now.getTime() + MOST_DAYS * DAY_MS) return at;
  throw new ApiProblem(
    400,
    'invalid-expiry',
    `A token ends within ${MOST_DAYS} days from now, and not before.`,
  );
}

/** Whose tokens a caller sees: their own. Tokens without a person belong to the operator alone. */
function ownerOf(principal: Principal): { githubId: number | undefined } {
  if (principal.githubId === undefined && !isOperator(principal))
    throw new ApiProblem(403, 'forbidden', 'This token belongs to the operator, who alone sees it.');
  return { githubId: principal.githubId };
}

function toBody({ expiresAt, createdAt, lastUsedAt, ...facts }: Token) {
  return {
    ...facts,
    createdAt: createdAt.toISOString(),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
  };
}
