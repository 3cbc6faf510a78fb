import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../../domain/role.ts';
import { clientOf } from '../../http/client-of.ts';
import { limitGuesses } from '../../http/limit-guesses.ts';
import { ApiProblem, TooManyRequests } from '../api-problem.ts';
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

/** Wrong tokens and cookies of one client in a minute; after so many, none that is not known is looked up. */
const MOST_GUESSES = 60;
/** Tokens and cookies that were right lately: they are looked up whatever else comes from their client. */
const MOST_KNOWN = 10_000;

/** A header that other sites cannot make a browser send: CORS would have to allow it, and is off. */
export const CSRF_HEADER = 'x-saiten-request';

/**
 * Finds out who sent a request: by `Authorization: Bearer …`, else by the cookie of the page. Answers 401 when it is
 * nobody, 403 when a write comes with the cookie but without the header that other sites cannot send, 429 when the client
 * was wrong too often, without asking the store.
 */
export function identify(needs: IdentityNeeds) {
  const expected = sha256(needs.token);
  const guesses = limitGuesses(MOST_GUESSES, () => needs.now().getTime());
  const known = new Set<string>();

  /** Looks up what came as a secret, unless its client has guessed too often. */
  async function check<Found>(
    request: FastifyRequest,
    hash: Buffer,
    lookUp: (hash: Buffer) => Promise<Found | undefined>,
  ): Promise<Found> {
    const name = hash.toString('hex');
    const client = clientOf(request.ip);
    const isGuess = !known.has(name);
    const wait = isGuess ? guesses.take(client) : undefined;
    if (wait !== undefined) throw new TooManyRequests(wait, tooManyGuesses(wait));
    const found = await lookUp(hash).catch((error: unknown) => {
      if (isGuess) guesses.giveBack(client);
      throw error;
    });
    known.delete(name);
    if (found === undefined) throw unknownCaller();
    if (isGuess) guesses.giveBack(client);
    known.add(name);
    const [oldest] = known;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return found;
  }

  return async (request: FastifyRequest): Promise<Principal> => {
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && given !== undefined) {
      const hash = sha256(given);
      if (needs.token !== '' && timingSafeEqual(hash, expected))
        return { id: 'operator', kind: 'operator', actor: 'operator' };
      return toPrincipal(await check(request, hash, (one) => needs.apiTokens.use(one)));
    }
    const cookie = readCookie(request.headers.cookie, SESSION_COOKIE);
    if (cookie === undefined) throw unknownCaller();
    const session = await check(request, sha256(cookie), (one) => needs.sessions.find(one));
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

function tooManyGuesses(seconds: number): string {
  return `Too many wrong tokens came from your address; send the right one in ${seconds} seconds.`;
}

/** Digests have one length, so that comparing them tells nothing about the token's. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
