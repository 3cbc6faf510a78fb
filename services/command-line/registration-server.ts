import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../domain/failure.ts';

export interface RegistrationServer {
  /** The page to open in a browser. */
  url: string;
  /** The code that GitHub gave. Fails with `registration-refused` when the person declined. */
  code: Promise<string>;
  /** Shows the outcome to whoever still waits in the browser, and stops listening. */
  close(outcome: string): Promise<void>;
}

const Callback = Type.Object({
  code: Type.String({ pattern: '^[A-Za-z0-9_-]{1,200}$' }),
  state: Type.String({ minLength: 1 }),
});

/**
 * Serves, on this machine only, the page that sends the browser to GitHub with the manifest, and the address it comes
 * back to. `state` must come back unchanged: another site could otherwise slip in an App of its own.
 */
export async function startRegistrationServer(options: {
  port: number;
  state: string;
  /** GitHub's page for new Apps, of a person or of an organisation. */
  newAppUrl: string;
  manifest(redirectUrl: string): object;
}): Promise<RegistrationServer> {
  const app = Fastify({ logger: false, forceCloseConnections: 'idle' });
  const outcome = deferred<string>();
  const code = deferred<string>();
  code.promise.catch(() => undefined);
  let url = '';

  app.addHook('onRequest', async (request, reply) => {
    // A page of another site cannot ask in our name by giving this address a name of its own.
    if (request.host !== new URL(url).host) return reply.code(421).send('wrong host');
    void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  app.get('/', (_request, reply) => {
    const target = new URL(options.newAppUrl);
    target.searchParams.set('state', options.state);
    const manifest = JSON.stringify(options.manifest(`${url}/callback`));
    return reply.type('text/html; charset=utf-8').send(
      page(
        `<h1>Create the GitHub App</h1>
<p>GitHub shows name, permissions and events, and asks you to confirm.</p>
<form method="post" action="${escapeAttribute(target.href)}">
<input type="hidden" name="manifest" value="${escapeAttribute(manifest)}">
<button>Continue to GitHub</button></form>
<p><a href="/decline">I changed my mind</a></p>`,
      ),
    );
  });

  app.get('/decline', (_request, reply) => {
    code.reject(
      new Failure(
        'configuration',
        'registration-refused',
        'No App was created: you declined. Nothing was written.',
      ),
    );

    return reply.type('text/html; charset=utf-8').send(page('<p>No App was created.</p>'));
  });

  app.get('/callback', async (request, reply) => {
    const { query } = request;
    if (!Value.Check(Callback, query) || !sameText(query.state, options.state))
      return reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(
          page(
            '<p>This answer does not belong to the question asked here. Start again from the terminal.</p>',
          ),
        );
    code.resolve(query.code);
    return reply.type('text/html; charset=utf-8').send(page(await outcome.promise));
  });

  await app.listen({ host: '127.0.0.1', port: options.port });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    code: code.promise,
    async close(html) {
      outcome.resolve(html);
      // The browser that waits gets its answer before the connection goes.
      await new Promise((resolve) => setImmediate(resolve));
      await app.close();
    },
  };
}

function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;

  const promise = new Promise<Value>((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });

  return { promise, resolve, reject };
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Saiten</title><body>${body}</body></html>`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
