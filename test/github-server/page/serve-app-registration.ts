import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import { readAppManifest } from '../rules/app-manifest.ts';
import { findAccount } from '../state/find.ts';
import type { Registration, World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { escapeHtml } from './escape-html.ts';

const CODE_LIFE = 3_600_000;
const Query = Type.Object({ state: Type.Optional(Type.String()) });
const Ticket = Type.Object({ ticket: Type.String() });
const Organization = Type.Object({ organization: Type.String() });

/**
 * The pages of the manifest flow, for somebody who is signed in and owns everything: the form that another site posts
 * to, the button "Create GitHub App", and the way back with a code.
 */
export function serveAppRegistration(server: FastifyInstance, world: World): void {
  const offers = new Map<string, { registration: Registration; back: URL }>();

  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );

  server.post('/settings/apps/new', (request, reply) =>
    offer(reply, request.query, request.body, world.appOwner),
  );

  server.post('/organizations/:organization/settings/apps/new', (request, reply) => {
    const { params } = request;
    const owner = Value.Check(Organization, params) ? findAccount(world, params.organization) : undefined;
    if (owner?.type !== 'Organization')
      return page(reply, 404, '<p>This is not the web page you look for.</p>');
    return offer(reply, request.query, request.body, owner);
  });

  server.get('/settings/apps/new/agree', (request, reply) => {
    const { query } = request;
    const found = Value.Check(Ticket, query) ? offers.get(query.ticket) : undefined;
    if (found === undefined) return page(reply, 404, '<p>Nothing to agree to.</p>');
    const code = randomBytes(20).toString('hex');
    world.registrations.set(code, found.registration);
    found.back.searchParams.set('code', code);
    return reply.redirect(found.back.href);
  });

  function offer(reply: FastifyReply, query: unknown, body: unknown, owner: AccountState): FastifyReply {
    const text = Value.Check(Type.Object({ manifest: Type.String() }), body) ? body.manifest : '';
    const read = readAppManifest(text);

    if ('errors' in read) {
      return page(
        reply,
        422,
        `<p>Invalid GitHub App configuration</p><pre>${escapeHtml(read.errors.join('\n'))}`,
      );
    }

    const { manifest } = read;
    const ticket = randomBytes(10).toString('hex');
    const back = new URL(manifest.redirect_url);
    if (Value.Check(Query, query) && query.state !== undefined) back.searchParams.set('state', query.state);

    offers.set(ticket, {
      back,
      registration: {
        name: manifest.name ?? 'Unnamed',
        owner,
        permissions: manifest.default_permissions ?? {},
        events: manifest.default_events ?? [],
        webhookUrl: manifest.hook_attributes?.url ?? null,
        validUntil: world.now() + CODE_LIFE,
      },
    });

    const name = escapeHtml(manifest.name ?? 'Unnamed');
    return page(
      reply,
      200,
      `<h1>Create GitHub App for ${escapeHtml(owner.login)}</h1><p>${name}</p><a href="/settings/apps/new/agree?ticket=${ticket}">Create GitHub App</a>`,
    );
  }
}

function page(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}
