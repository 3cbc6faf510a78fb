import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../access/identify.ts';
import { readCookie, SESSION_COOKIE, SIGN_IN_COOKIE, writeCookie } from '../access/session-cookie.ts';
import { clientOf } from '../../http/client-of.ts';
import { limitGuesses } from '../../http/limit-guesses.ts';
import { ApiProblem, TooManyRequests } from '../api-problem.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface SessionNeeds {
  /** Absent where no OAuth client is set: then people have tokens only. */
  signIn?: {
    address(flow: { state: string; verifier: string; redirectUri: string }): string;
    finish(flow: {
      code: string;
      verifier: string;
      redirectUri: string;
    }): Promise<{ githubId: number; login: string }>;
  };
  sessions: {
    begin(session: { hash: Buffer; githubId: number; login: string; expiresAt: Date }): Promise<void>;
    end(hash: Buffer): Promise<void>;
  };
  /** Address under which people reach the API; without it, the one that a request was sent to. */
  publicUrl?: string;
  newSecret: () => string;
  now: () => Date;
}

const SESSION_SECONDS = 12 * 3600;
const SIGN_IN_SECONDS = 600;
/** Ends of sign-ins that a client may try in a minute: each asks GitHub. A class begins at the same time. */
const MOST_SIGN_INS = 300;
/** A place of the page itself, and never another site: browsers read `//` and `/\` as one. */
const PLACE = '^/(?![/\\\\])[!-~]*$';

/** Signing in with GitHub in a browser, and out. */
export function addSessionRoutes(app: TypedInstance, needs: SessionNeeds): void {
  const { signIn, sessions, newSecret, now } = needs;
  const guesses = limitGuesses(MOST_SIGN_INS, () => now().getTime());

  app.get(
    '/session/github',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'signIn',
        summary: 'Sends a browser to GitHub to sign in',
        querystring: Type.Object({
          return: Type.String({
            pattern: PLACE,
            maxLength: 500,
            default: '/',
            description: 'Where on the page the browser goes in the end.',
          }),
        }),
        response: { 302: Type.Null({ description: 'To GitHub.' }) },
      },
    },
    async (request, reply) => {
      const { state, verifier } = { state: newSecret(), verifier: newSecret() };
      const place = Buffer.from(request.query.return).toString('base64url');

      const cookie = writeCookie(SIGN_IN_COOKIE, `${state}.${verifier}.${place}`, {
        maxAge: SIGN_IN_SECONDS,
        secure: isSecure(request),
      });

      const address = offered().address({ state, verifier, redirectUri: redirectUri(request) });
      return reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect(address);
    },
  );

  app.get(
    '/session/github/callback',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'finishSignIn',
        summary: 'Where GitHub sends the browser back to; begins a session',
        querystring: Type.Object({
          code: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
          state: Type.String({ minLength: 1, maxLength: 500 }),
          error: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: { 302: Type.Null({ description: 'To the page, signed in.' }) },
      },
    },
    async (request, reply) => {
      const secure = isSecure(request);
      const [state, verifier, place] = (readCookie(request.headers.cookie, SIGN_IN_COOKIE) ?? '').split('.');
      const { code } = request.query;
      if (state === undefined || state === '' || state !== request.query.state)
        throw new ApiProblem(
          400,
          'sign-in-expired',
          'This sign-in was not begun here, or too long ago. Begin again.',
        );
      const wait = guesses.take(clientOf(request.ip));
      if (wait !== undefined)
        throw new TooManyRequests(wait, `Too many sign-ins came from your address; wait ${wait} seconds.`);
      if (code === undefined)
        throw new ApiProblem(400, 'sign-in-refused', 'GitHub was not allowed to say who you are.');
      const person = await whoIs(code, verifier ?? '', request);
      const secret = newSecret();

      await sessions.begin({
        hash: sha256(secret),
        ...person,
        expiresAt: new Date(now().getTime() + SESSION_SECONDS * 1000),
      });

      return reply
        .header('set-cookie', [
          writeCookie(SESSION_COOKIE, secret, { maxAge: SESSION_SECONDS, secure }),
          writeCookie(SIGN_IN_COOKIE, '', { maxAge: 0, secure }),
        ])
        .header('cache-control', 'no-store')
        .redirect(placeOf(place));
    },
  );

  app.delete(
    '/session',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'signOut',
        summary: 'Ends the session of the cookie',
        response: { 204: Type.Null({ description: 'Signed out.' }) },
      },
    },
    async (request, reply) => {
      const cookie = readCookie(request.headers.cookie, SESSION_COOKIE);
      if (cookie !== undefined) await sessions.end(sha256(cookie));
      return reply
        .code(204)
        .header('set-cookie', writeCookie(SESSION_COOKIE, '', { maxAge: 0, secure: isSecure(request) }))
        .send(null);
    },
  );

  /** Cookies are the browser's: of what stands in this one, too, only a place of the page is gone to. */
  function placeOf(written = ''): string {
    const place = Buffer.from(written, 'base64url').toString('utf8');
    return new RegExp(PLACE).test(place) ? place : '/';
  }

  function offered(): NonNullable<SessionNeeds['signIn']> {
    if (signIn === undefined)
      throw new ApiProblem(404, 'sign-in-off', 'Signing in with GitHub is not set up here; use a token.');
    return signIn;
  }

  async function whoIs(code: string, verifier: string, request: FastifyRequest) {
    try {
      return await offered().finish({ code, verifier, redirectUri: redirectUri(request) });
    } catch (error) {
      if (error instanceof Failure && error.fault === 'learner')
        throw new ApiProblem(400, error.code, error.message);
      throw error;
    }
  }

  function base(request: FastifyRequest): string {
    return needs.publicUrl ?? `${request.protocol}://${request.host}`;
  }

  function redirectUri(request: FastifyRequest): string {
    return `${base(request)}/api/v1/session/github/callback`;
  }

  function isSecure(request: FastifyRequest): boolean {
    return base(request).startsWith('https:');
  }
}
