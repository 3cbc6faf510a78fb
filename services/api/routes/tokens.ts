import Type from 'typebox';
import type { Course } from '../../domain/courses/course.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import type { Role } from '../../domain/courses/role.ts';
import { isOperator } from '../access/enforce-access.ts';
import { sha256 } from '../access/identify.ts';
import type { Principal } from '../access/principal.ts';
import { ApiProblem, notFound } from '../api-problem.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
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

interface TokenOwner {
  /** Undefined: the operator. */
  githubId: number | undefined;
}

export interface TokenNeeds {
  apiTokens: {
    create(token: Omit<Token, 'createdAt' | 'lastUsedAt'> & { hash: Buffer }): Promise<Token>;
    list(of: TokenOwner, page: { limit: number; after?: string }): Promise<Token[]>;
    revoke(tokenId: string, of: TokenOwner): Promise<boolean>;
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
/** Tokens that somebody may have at the same time. */
const MOST_TOKENS = 100;

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
        description: 'A token that does not reach as far as you sees itself alone.',
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(TokenBody) },
      },
    },
    async ({ query, principal }) => {
      const after = readCursor(cursorKeys.ulid, query.cursor);
      const owner = ownerOf(principal);
      const only = onlyToken(principal);

      // So few that a token finds itself among them.
      const rows =
        only === undefined
          ? await apiTokens.list(owner, { limit: query.limit + 1, ...(after === undefined ? {} : { after }) })
          : (await apiTokens.list(owner, { limit: MOST_TOKENS })).filter(({ tokenId }) => tokenId === only);

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
      if ((await apiTokens.list({ githubId }, { limit: MOST_TOKENS })).length >= MOST_TOKENS)
        throw new ApiProblem(
          409,
          'too-many-tokens',
          `You have ${MOST_TOKENS} tokens; end one of them first.`,
        );

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
        summary: 'Ends a token of yours at once; one that does not reach as far as you ends itself alone',
        params: TokenParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params, principal }, reply) => {
      const only = onlyToken(principal);
      const isReached = only === undefined || only === params.tokenId;
      if (!isReached || !(await apiTokens.revoke(params.tokenId, ownerOf(principal))))
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

/**
 * The one token that the caller sees and may end: itself, when it does not reach as far as whose it is. It may have leaked,
 * or been given away on purpose.
 */
function onlyToken({ tokenId, limit }: Principal): string | undefined {
  const isNarrow = limit !== undefined && (limit.courseId !== undefined || limit.role !== 'owner');
  return isNarrow ? tokenId : undefined;
}

/** Whose tokens a caller sees: their own. Tokens without a person belong to the operator alone. */
function ownerOf(principal: Principal): TokenOwner {
  if (principal.githubId === undefined && !isOperator(principal) && onlyToken(principal) === undefined)
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
