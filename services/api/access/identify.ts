import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../../domain/courses/role.ts';
import { ApiProblem } from '../api-problem.ts';
import { createLookUp } from './look-up-secret.ts';
import type { Principal } from './principal.ts';
import { SESSION_COOKIE, readCookie } from './session-cookie.ts';

export interface IdentityNeeds {
  /** The token of the operator. */
  token: string;
  apiTokens: {
    /** The token with this SHA-256, unless it is revoked or expired; remembers that it was used. */
    use(
      hash: Buffer,
    ): Promise<
      | { tokenId: string; name: string; githubId?: number; login?: string; courseId?: string; role: Role }
      | undefined
    >;
  };
  sessions: {
    /** The session with this SHA-256, unless it is over. */
    find(hash: Buffer): Promise<{ githubId: number; login: string } | undefined>;
  };
  now: () => Date;
}

/** A header that other sites cannot make a browser send: CORS would have to allow it, and is off. */
export const CSRF_HEADER = 'x-saiten-request';

/**
 * Finds out who sent a request: by `Authorization: Bearer …`, else by the cookie of the page. Answers 401 when it is
 * nobody, 403 when a write comes with the cookie but without the header that other sites cannot send, 429 when the client
 * was wrong too often, without asking the store.
 */
export function identify(needs: IdentityNeeds) {
  const expected = sha256(needs.token);
  const lookUp = createLookUp(() => needs.now().getTime());

  return async (request: FastifyRequest): Promise<Principal> => {
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');

    if (scheme?.toLowerCase() === 'bearer' && given !== undefined) {
      const hash = sha256(given);
      if (needs.token !== '' && timingSafeEqual(hash, expected))
        return { id: 'operator', kind: 'operator', actor: 'operator' };
      const token = await lookUp(request, 'token', hash, (one) => needs.apiTokens.use(one));
      if (token === undefined) throw unknownCaller();
      return toPrincipal(token);
    }

    const cookie = readCookie(request.headers.cookie, SESSION_COOKIE);

    const session =
      cookie === undefined
        ? undefined
        : await lookUp(request, 'cookie', sha256(cookie), (one) => needs.sessions.find(one));

    if (session === undefined) throw unknownCaller();
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers[CSRF_HEADER] === undefined)
      throw new ApiProblem(
        403,
        'header-missing',
        `Send the header ${CSRF_HEADER}: 1 with every write by cookie.`,
      );
    const { githubId, login } = session;
    return { id: `github:${githubId}`, kind: 'session', actor: `github:${login}`, githubId, login };
  };
}

function toPrincipal(token: {
  tokenId: string;
  name: string;
  githubId?: number;
  login?: string;
  courseId?: string;
  role: Role;
}): Principal {
  const { tokenId, name, githubId, login, courseId, role } = token;
  return {
    id: `token:${tokenId}`,
    kind: 'token',
    tokenId,
    actor: login === undefined ? `token:${name}` : `github:${login} (token:${name})`,
    ...(githubId === undefined ? {} : { githubId }),
    ...(login === undefined ? {} : { login }),
    limit: { role, ...(courseId === undefined ? {} : { courseId }) },
  };
}

function unknownCaller(): ApiProblem {
  return new ApiProblem(
    401,
    'unauthorized',
    'Send a token as "Authorization: Bearer TOKEN", or sign in on the page. The token may have expired or been revoked.',
  );
}

/** Digests have one length, so that comparing them tells nothing about the token's. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
