import { SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BodyRoom } from '../http/body-room.ts';
import { readBodies } from '../http/read-bodies.ts';
import { withSpan } from '../observability/spans.ts';
import type { WebhookAppOptions } from './webhook-app-options.ts';
import { sendProblem } from './problem.ts';
import { createSignatureHint } from './signature-hint.ts';
import { verifySignature } from './verify.ts';

const REQUIRED_HEADERS = ['x-github-event', 'x-github-delivery', 'x-hub-signature-256'] as const;
const RETRY_AFTER_SECONDS = '30';

/**
 * `POST /webhook`: raw bytes, signature, and only then JSON. 202 means that the work survives a crash; GitHub never
 * delivers again by itself, so everything else is an error that the list of deliveries shows.
 */
export function addDeliveryRoute(app: FastifyInstance, options: WebhookAppOptions, room: BodyRoom): void {
  const { secrets, accept, clock, logger, count, bodyLimitBytes = 25 * 1024 * 1024 } = options;
  const hintAtSecret = createSignatureHint(logger, clock);

  app.removeAllContentTypeParsers();
  const bodies = { types: ['application/json'], room, limit: bodyLimitBytes };
  readBodies(app, bodies, (_request, body) => body);

  app.post<{ Body: Buffer | undefined }>(
    '/webhook',
    { bodyLimit: bodyLimitBytes, onRequest: requireHeaders },
    async (request, reply) => {
      const event = header(request, 'x-github-event');
      const guid = header(request, 'x-github-delivery');
      const body = request.body ?? Buffer.alloc(0);

      const signature = header(request, 'x-hub-signature-256');

      if (!verifySignature(body, signature, secrets)) {
        hintAtSecret();
        count?.({ event: 'unverified', outcome: 'bad-signature' });
        return sendProblem(
          reply,
          401,
          'Wrong signature',
          'X-Hub-Signature-256 does not match the body. Set the same secret here and in the settings of the webhook.',
        );
      }

      const payload = parseJson(body);
      if (payload === undefined)
        return sendProblem(
          reply,
          400,
          'Not JSON',
          'Expected a JSON body. Send what GitHub sends, unchanged.',
        );

      try {
        const { outcome, detail } = await withSpan(
          'accept delivery',
          { kind: SpanKind.SERVER, attributes: { 'github.event': event, 'github.delivery': guid } },
          () => accept({ guid, event, signature, payload }),
        );

        count?.({ event: detail === 'unknown-event' ? 'unknown' : event, outcome });
        if (outcome === 'malformed')
          logger?.warn({ event, guid }, 'A delivery lacks a field that is needed; nothing was done');
        return await reply.code(202).send({ outcome, detail });
      } catch (error) {
        count?.({ event, outcome: 'unavailable' });
        logger?.error({ error, event, guid }, 'A delivery could not be made durable; it must be redelivered');
        void reply.header('retry-after', RETRY_AFTER_SECONDS);
        return sendProblem(
          reply,
          503,
          'Not accepted',
          'The delivery could not be stored. Redeliver it when store and queue answer again.',
        );
      }
    },
  );
}

function requireHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const missing = REQUIRED_HEADERS.filter((name) => header(request, name) === '');
  if (missing.length === 0) return done();
  const next = missing.includes('x-hub-signature-256') ? ' Set a secret in the settings of the webhook.' : '';
  void sendProblem(reply, 400, 'Missing header', `Expected the header ${missing.join(' and ')}.${next}`);
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
