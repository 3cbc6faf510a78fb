import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { escapeHtml } from './escape-html.ts';

/** Milliseconds that a code holds: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps. */
const CODE_LIFE_MS = 600_000;

const Asked = Type.Object({
  client_id: Type.String(),
  redirect_uri: Type.String(),
  state: Type.Optional(Type.String()),
  code_challenge: Type.Optional(Type.String()),
  code_challenge_method: Type.Optional(Type.Literal('S256')),
});

const Exchange = Type.Object({
  client_id: Type.String(),
  client_secret: Type.String(),
  code: Type.String(),
  redirect_uri: Type.Optional(Type.String()),
  code_verifier: Type.Optional(Type.String()),
});

interface Grant {
  account: AccountState;
  redirectUri: string;
  challenge: string | undefined;
  validUntil: number;
}

/**
 * GitHub's OAuth web flow: a page where somebody chooses who they are, the way back with a code that works once, and the
 * exchange of the code for a token. A wrong exchange is answered 200 with an `error`, as on GitHub.
 */
export function serveSignIn(server: FastifyInstance, world: World): void {
  const grants = new Map<string, Grant>();

  server.get('/login/oauth/authorize', (request, reply) => {
    const { query } = request;
    if (!Value.Check(Asked, query) || query.client_id !== world.app.clientId)
      return reply.code(404).type('text/html; charset=utf-8').send('<p>There is no such application.</p>');
    const people = [...world.accounts.values()].filter(({ type }) => type === 'User');

    const links = people.map(({ login }) => {
      const address = `/login/oauth/agree?${new URLSearchParams({ ...query, login }).toString()}`;
      return `<li><a href="${escapeHtml(address)}">${escapeHtml(login)}</a></li>`;
    });

    return reply
      .type('text/html; charset=utf-8')
      .send(`<!doctype html><title>Sign in</title><h1>Who are you?</h1><ul>${links.join('')}</ul>`);
  });

  server.get('/login/oauth/agree', (request, reply) => {
    const { query } = request;

    const found = Value.Check(Type.Intersect([Asked, Type.Object({ login: Type.String() })]), query)
      ? { query, account: [...world.accounts.values()].find(({ login }) => login === query.login) }
      : undefined;

    if (found?.account === undefined) return reply.code(404).send();
    const code = randomBytes(10).toString('hex');

    grants.set(code, {
      account: found.account,
      redirectUri: found.query.redirect_uri,
      challenge: found.query.code_challenge,
      validUntil: world.now() + CODE_LIFE_MS,
    });

    const back = new URL(found.query.redirect_uri);
    back.searchParams.set('code', code);
    if (found.query.state !== undefined) back.searchParams.set('state', found.query.state);
    return reply.redirect(back.href);
  });

  server.post('/login/oauth/access_token', (request, reply) => {
    const { body } = request;
    if (!Value.Check(Exchange, body) || body.client_id !== world.app.clientId)
      return reply.code(404).send({ error: 'Not Found' });
    if (body.client_secret !== world.app.clientSecret) return failed('incorrect_client_credentials');
    const grant = grants.get(body.code);
    grants.delete(body.code);

    const proven =
      grant?.challenge === undefined ||
      grant.challenge ===
        createHash('sha256')
          .update(body.code_verifier ?? '')
          .digest('base64url');

    if (grant === undefined || grant.validUntil <= world.now() || !proven)
      return failed('bad_verification_code');
    if (body.redirect_uri !== undefined && body.redirect_uri !== grant.redirectUri)
      return failed('redirect_uri_mismatch');
    const token = `gho_${randomBytes(18).toString('hex')}`;
    world.tokens.set(token, { kind: 'personal', account: grant.account, scopes: [] });
    return reply.send({ access_token: token, token_type: 'bearer', scope: '' });

    function failed(error: string) {
      return reply.send({ error, error_description: error });
    }
  });
}
