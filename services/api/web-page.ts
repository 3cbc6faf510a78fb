import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * What a browser may load while it shows the page: the page's own files and the API, nothing inline and nothing from
 * elsewhere (https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP).
 */
export const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

const NOT_BUILT = `Saiten: the page is not built here. Run "npm run prepare" in Saiten's folder (it needs the development
dependencies) and start again; the API works without it, see /api/v1/openapi.json.
`;

/**
 * Serves the built page at `/`.
 *
 * @param folder where `npm run prepare` put it; when it is missing, `/` says how to make it
 */
export async function addWebPage(app: FastifyInstance, folder: string): Promise<void> {
  if (!(await isBuilt(folder))) {
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT),
    );

    return;
  }

  await app.register(fastifyStatic, {
    root: folder,
    // A route per file, so that what does not exist stays a problem like everywhere else.
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // Files under assets/ carry their content's hash in their names.
      const keeps = path.startsWith(join(folder, 'assets'));
      void reply.header('cache-control', keeps ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

async function isBuilt(folder: string): Promise<boolean> {
  return access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  );
}
