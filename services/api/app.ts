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
import { answerErrors, codeOf, sendProblem } from './problem.ts';
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
    /** Content type and text of the metrics page. */
    metrics: { contentType: string; metrics(): Promise<string> };
    /** To the API, of one address; 6,000 unless told: a whole school may stand behind one. */
    requestsPerMinute?: number;
    /** The folder of the built page; without it the API stands alone. */
    page?: string;
    logger?: { error(facts: object, message: string): void };
  };

/** Assembles the REST API; nothing listens yet. The OpenAPI document at `/api/v1/openapi.json` is the contract. */
export async function createApi(options: ApiOptions) {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    // What the router refuses before any route: a part of a path that is too long, or not encoded.
    frameworkErrors: (error, _request, reply) =>
      void sendProblem(reply, error.statusCode ?? 400, codeOf(error), error.message.slice(0, 200)),
    genReqId: () => options.identifiers.next(),
  }).withTypeProvider<TypeBoxTypeProvider>();
  answerErrors(app, options.logger);
  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 6000,
    timeWindow: '1 minute',
    // The page's files, health and metrics cost next to nothing.
    allowList: ({ url }) => !url.startsWith('/api/'),
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
  addKeySetRoute(app, options);
  if (options.page !== undefined) await addWebPage(app, options.page);
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(options.metrics.contentType).send(await options.metrics.metrics());
  });
  await app.register(
    async (scope) => {
      const typed = scope.withTypeProvider<TypeBoxTypeProvider>();
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
