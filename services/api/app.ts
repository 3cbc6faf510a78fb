import swagger from '@fastify/swagger';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { authenticate } from './authenticate.ts';
import { addWebPage, CONTENT_SECURITY_POLICY } from './web-page.ts';
import { answerErrors } from './problem.ts';
import { addHealthRoutes, type HealthNeeds } from './routes/health.ts';
import { addSubmissionRoutes, type SubmissionNeeds } from './routes/submissions.ts';

export interface ApiOptions extends SubmissionNeeds, HealthNeeds {
  /** Bearer token of the instructor. */
  token: string;
  /** Content type and text of the metrics page. */
  metrics: { contentType: string; metrics(): Promise<string> };
  /** The folder of the built page; without it the API stands alone. */
  page?: string;
  logger?: { error(facts: object, message: string): void };
}

/** Assembles the REST API; nothing listens yet. The OpenAPI document at `/api/v1/openapi.json` is the contract. */
export async function createApi(options: ApiOptions) {
  const app = Fastify({ logger: false, bodyLimit: 1024 * 1024 }).withTypeProvider<TypeBoxTypeProvider>();
  answerErrors(app, options.logger);
  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });
  await app.register(rateLimit, { max: 600, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Saiten', version: '1', description: 'Submissions, runs and their results.' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  });
  addHealthRoutes(app, options);
  if (options.page !== undefined) await addWebPage(app, options.page);
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(options.metrics.contentType).send(await options.metrics.metrics());
  });
  await app.register(
    async (scope) => {
      scope.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      await scope.register(async (guarded) => {
        guarded.addHook('onRequest', authenticate(options.token));
        addSubmissionRoutes(guarded.withTypeProvider<TypeBoxTypeProvider>(), options);
      });
    },
    { prefix: '/api/v1' },
  );
  return app;
}
