import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.ts';

/** `GET /healthz`: the process runs. `GET /readyz`: store and queue answer too, so deliveries can be accepted. */
export function addHealthRoutes(app: FastifyInstance, ready: () => Promise<void>): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await ready();
      return { status: 'ready' };
    } catch {
      return sendProblem(
        reply,
        503,
        'Not ready',
        'Store or queue does not answer. See the log of this process.',
      );
    }
  });
}
