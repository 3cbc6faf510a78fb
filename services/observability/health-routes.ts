import type { FastifyInstance } from 'fastify';
import type { Health } from './health.ts';

/**
 * `GET /healthz`: the event loop turns and nothing in the process is stuck; otherwise 503, and only a restart helps.
 * `GET /readyz`: what the process depends on, by name; 503 when it cannot work or is shutting down.
 */
export function addHealthRoutes(app: FastifyInstance, health: Pick<Health, 'report' | 'alive'>): void {
  app.get('/healthz', { schema: { hide: true } }, (_request, reply) => {
    const alive = health.alive();
    return reply.code(alive ? 200 : 503).send({ status: alive ? 'ok' : 'stuck' });
  });

  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const report = await health.report();
    const works = report.status === 'ready' || report.status === 'degraded';
    return reply.code(works ? 200 : 503).send(report);
  });
}
