import Fastify, { type FastifyInstance } from 'fastify';
import { addHealthRoutes } from './health-routes.ts';
import type { Health } from './health.ts';

/** What Prometheus reads: `GET /metrics`. */
export interface MetricsPage {
  contentType: string;
  metrics(): Promise<string>;
}

/** Health and metrics of a process that may have no other HTTP; the caller listens, away from the internet. */
export function createOperationsApp(
  health: Pick<Health, 'report' | 'alive'>,
  page: MetricsPage,
): FastifyInstance {
  const app = Fastify({ logger: false });
  addHealthRoutes(app, health);
  app.get('/metrics', async (_request, reply) => reply.type(page.contentType).send(await page.metrics()));
  return app;
}
