import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { Failure } from '../domain/failure.ts';
import { addHealthRoutes } from '../observability/health-routes.ts';
import { boundConnections, serverOptions, type ServerBounds } from '../http/server-bounds.ts';
import { clientOf } from '../http/client-of.ts';
import { createBodyRoom } from '../http/body-room.ts';
import { returnRoom } from '../http/read-bodies.ts';
import { addDeliveryRoute } from './delivery-route.ts';
import { sendProblem } from './problem.ts';
import type { WebhookAppOptions } from './webhook-app-options.ts';

/** GitHub waits ten seconds for an answer: what takes longer to arrive is none of its deliveries. */
const BOUNDS: ServerBounds = {
  requestTimeout: 10_000,
  connectionTimeout: 30_000,
  most: 1024,
  mostOfOne: 512,
};

/** More than three of the largest deliveries. */
const BODY_ROOM_BYTES = 96 * 1024 * 1024;

/** Assembles the webhook endpoint; the caller listens. Failure `webhook-secret-missing` without a secret. */
export async function createWebhookApp(options: WebhookAppOptions): Promise<FastifyInstance> {
  if (options.secrets.length === 0 || options.secrets.includes(''))
    throw new Failure(
      'configuration',
      'webhook-secret-missing',
      'Expected at least one webhook secret, found none or an empty one. Set SAITEN_WEBHOOK_SECRET to the secret in the settings of the App.',
    );
  const { trustProxy = false } = options;
  const bounds = { ...BOUNDS, ...options.bounds };
  const app = Fastify({ logger: false, ...serverOptions(bounds), trustProxy });

  boundConnections(app.server, bounds, {
    oneForMany: trustProxy !== false,
    now: () => options.clock().getTime(),
  });

  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const { status, title, detail } = describe(error);
    if (status >= 500) options.logger?.error({ error }, 'A request failed unexpectedly');
    return sendProblem(reply, status, title, detail);
  });

  app.setNotFoundHandler((_request, reply) =>
    sendProblem(
      reply,
      404,
      'Not found',
      'Deliveries go to POST /webhook; there are also /healthz and /readyz.',
    ),
  );

  addHealthRoutes(app, options.health);
  returnRoom(app);
  const room = createBodyRoom(options.bodyRoomBytes ?? BODY_ROOM_BYTES);

  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      max: options.requestsPerMinute ?? 300_000,
      timeWindow: 60_000,
      keyGenerator: ({ ip }) => clientOf(ip),
      // GitHub reads none of them.
      addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    });

    scope.addHook('onResponse', (_request, reply, done) => {
      options.onAnswer?.(reply.statusCode, reply.elapsedTime / 1000);
      done();
    });

    addDeliveryRoute(scope, options, room);
  });

  return app;
}

function describe(error: FastifyError): { status: number; title: string; detail: string } {
  switch (error.statusCode) {
    case 413:
      return {
        status: 413,
        title: 'Body too large',
        detail: 'The body exceeds the limit. GitHub sends at most 25 MiB; check who sends this.',
      };
    case 415:
      return {
        status: 415,
        title: 'Wrong content type',
        detail: 'Expected application/json. Choose "application/json" as the content type of the webhook.',
      };
    case 429:
      return {
        status: 429,
        title: 'Too many requests',
        detail: 'This address sends too many requests. Wait for a minute.',
      };
    case 400:
      return {
        status: 400,
        title: 'Bad request',
        detail: 'The request could not be read. Send it again whole.',
      };
    case 503:
      return {
        status: 503,
        title: 'Busy',
        detail: 'Too many bodies arrive at the same time, and this one took longest. Redeliver it.',
      };
    default:
      return {
        status: 500,
        title: 'Internal error',
        detail: 'The delivery was not accepted. See the log, then redeliver it.',
      };
  }
}
