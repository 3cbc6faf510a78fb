import swagger from '@fastify/swagger';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import type { Identifiers } from '../domain/identifier.ts';
import { ApiProblem } from './api-problem.ts';
import { addHealthRoutes } from '../observability/health-routes.ts';
import type { Health } from '../observability/health.ts';
import { enforceAccess, type AccessNeeds } from './access/enforce-access.ts';
import { addApiRoutes, type RouteNeeds } from './api-routes.ts';
import { describeRoute, NAMED_RESPONSES, SECURITY_SCHEMES } from './describe-route.ts';
import { keepVersions } from './keep-versions.ts';
import { boundConnections, serverOptions, type ServerBounds } from '../http/server-bounds.ts';
import { clientOf } from '../http/client-of.ts';
import { createBodyRoom } from '../http/body-room.ts';
import { returnRoom } from '../http/read-bodies.ts';
import { answerErrors, codeOf, sendProblem } from './problem.ts';
import { readCsv, readJson } from './read-input.ts';
import { recordWrites, type AuditNeeds } from './record-writes.ts';
import { NAMED_SCHEMAS } from './schemas/named-schemas.ts';
import { shareSchemas } from './share-schemas.ts';
import { refuseUnstorableText } from './refuse-unstorable-text.ts';
import { repeatSafely, type IdempotencyNeeds } from './repeat-safely.ts';
import { validateInput } from './validate-input.ts';
import { addKeySetRoute } from './routes/receipts.ts';
import { addWebPage, CONTENT_SECURITY_POLICY } from './web-page.ts';

export type ApiOptions = AccessNeeds &
  AuditNeeds &
  IdempotencyNeeds &
  RouteNeeds & {
    health: Pick<Health, 'report' | 'alive'>;
    identifiers: Identifiers;
    /** To the API, of one client; 6,000 unless told: a whole school may stand behind one address. */
    requestsPerMinute?: number;
    /** The folder of the built page; without it the API stands alone. */
    page?: string;
    logger?: { error(facts: object, message: string): void };
  };

const MIB = 1024 * 1024;

const BOUNDS: ServerBounds = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  // Every open page has a connection of its own, and a school may stand behind one address.
  most: 4096,
  mostOfOne: 2048,
};

const BODY_BYTES = MIB;
/** Of all bodies that are being read or answered. */
const BODY_ROOM_BYTES = 32 * MIB;
/** Files of the page that a client may ask for in a minute. */
const FILES_PER_MINUTE = 30_000;

export interface ApiServer {
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed; nobody's unless told. */
  trustProxy?: string[] | false;
}

/** Assembles the REST API; nothing listens yet. The OpenAPI document at `/api/v1/openapi.json` is the contract. */
export async function createApi(options: ApiOptions, { trustProxy = false }: ApiServer = {}) {
  const app = Fastify({
    logger: false,
    ...serverOptions(BOUNDS),
    trustProxy,
    bodyLimit: BODY_BYTES,
    // What the router refuses before any route: a part of a path that is too long, or not encoded.
    frameworkErrors: (error, _request, reply) =>
      void sendProblem(reply, error.statusCode ?? 400, codeOf(error), error.message.slice(0, 200)),
    genReqId: () => options.identifiers.next(),
  }).withTypeProvider<TypeBoxTypeProvider>();

  boundConnections(app.server, BOUNDS, { oneForMany: trustProxy !== false, now: Date.now });
  answerErrors(app, options.logger);
  const room = createBodyRoom(BODY_ROOM_BYTES);
  returnRoom(app);
  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });

  await app.register(rateLimit, {
    global: false,
    max: options.requestsPerMinute ?? 6000,
    timeWindow: '1 minute',
    keyGenerator: ({ ip }) => clientOf(ip),
    errorResponseBuilder: (_request, { after, max }) =>
      new ApiProblem(
        429,
        'too-many-requests',
        `One address may send ${max} requests a minute; send the next one in ${after}.`,
      ),
  });

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Saiten', version: '1', description: 'Courses, submissions and their results.' },
      components: {
        securitySchemes: SECURITY_SCHEMES,
        schemas: NAMED_SCHEMAS as never,
        responses: NAMED_RESPONSES,
      },
    },
    transform: describeRoute,
    transformObject: (document) => ('openapiObject' in document ? shareSchemas(document.openapiObject) : {}),
  });

  addHealthRoutes(app, options.health);
  // Hooks of a scope go by the route that was found, however its path was written, and run before those of the routes.
  const limited = app.rateLimit();
  const { page } = options;
  if (page !== undefined)
    await app.register(async (scope) => {
      scope.addHook('onRequest', app.rateLimit({ max: FILES_PER_MINUTE }));
      await addWebPage(scope, page);
    });

  await app.register(async (scope) => {
    scope.addHook('onRequest', limited);
    addKeySetRoute(scope, options);
  });

  await app.register(
    async (scope) => {
      const typed = scope.withTypeProvider<TypeBoxTypeProvider>();
      typed.addHook('onRequest', limited);
      readJson(typed, { room, limit: BODY_BYTES });
      readCsv(typed, { room, limit: BODY_BYTES });
      validateInput(typed);
      enforceAccess(typed, options);
      refuseUnstorableText(typed);
      keepVersions(typed);
      repeatSafely(typed, options);
      recordWrites(typed, options);

      typed.get('/openapi.json', { config: { access: { kind: 'public' } }, schema: { hide: true } }, () =>
        app.swagger(),
      );

      addApiRoutes(typed, options);
    },
    { prefix: '/api/v1' },
  );

  return app;
}
