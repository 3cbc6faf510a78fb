import type { FastifyInstance } from 'fastify';

export interface HealthNeeds {
  /** Resolves when store and queue answer. */
  ready(): Promise<void>;
}

/** `/healthz`: the process runs; `/readyz`: it can also work. */
export function addHealthRoutes(app: FastifyInstance, { ready }: HealthNeeds): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await ready();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'not ready' });
    }
  });
}
