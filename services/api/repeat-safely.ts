import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { changesSomething } from './changes-something.ts';
import { ApiProblem } from './api-problem.ts';
import type { TypedInstance } from './typed-instance.ts';

/** Whose key it is and for what. */
export interface RequestKey {
  actor: string;
  route: string;
  key: string;
}

export interface IdempotencyNeeds {
  idempotencyKeys: {
    /** Undefined: the key is new and now taken. Else the request that took it; without a status it still runs. */
    take(
      key: RequestKey,
      requestHash: string,
    ): Promise<{ requestHash: string; status?: number; body?: string } | undefined>;
    finish(key: RequestKey, answer: { status: number; body?: string }): Promise<void>;
    /** Gives the key back: the request came to nothing. */
    release(key: RequestKey): Promise<void>;
  };
}

/**
 * A POST with `Idempotency-Key` happens once: a repetition gets the first answer again, with
 * `Idempotency-Replayed: true`; 409 while the first one still runs, 422 for another request under the same key
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). Only success is remembered.
 */
export function repeatSafely(app: TypedInstance, { idempotencyKeys }: IdempotencyNeeds): void {
  app.decorateRequest('requestKey');

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    if (request.method !== 'POST' || given === undefined || !changesSomething(request)) return;
    const key = { actor: request.principal.id, route: routeOf(request), key: readKey(given) };
    const first = await idempotencyKeys.take(key, hashOf(request));

    if (first === undefined) {
      request.requestKey = key;
      return;
    }

    if (first.requestHash !== hashOf(request))
      throw new ApiProblem(
        422,
        'key-used',
        'This Idempotency-Key was used for another request; take a new one.',
      );
    if (first.status === undefined)
      throw new ApiProblem(
        409,
        'still-running',
        'The first request with this key still runs; ask again shortly.',
      );
    if (first.body === undefined)
      throw new ApiProblem(
        409,
        'done-already',
        'This was done already; its answer held a secret and is not kept.',
      );
    void reply.header('idempotency-replayed', 'true').type('application/json');

    await reply
      .code(first.status)
      .serializer((text: string) => text)
      .send(first.body);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.requestKey === undefined) return payload;
    const key = request.requestKey;
    request.requestKey = undefined;
    if (reply.statusCode >= 400 || (payload !== null && typeof payload !== 'string'))
      await idempotencyKeys.release(key);
    else
      await idempotencyKeys.finish(key, {
        status: reply.statusCode,
        ...(request.routeOptions.config.secretAnswer ? {} : { body: payload ?? '' }),
      });
    return payload;
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    requestKey: RequestKey | undefined;
  }
}

function routeOf({ method, url }: FastifyRequest): string {
  return `${method} ${url.split('?', 1)[0] ?? ''}`;
}

function hashOf({ url, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(`${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');
}

function readKey(given: string | string[]): string {
  const key = String(given);
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new ApiProblem(400, 'invalid-key', 'Idempotency-Key takes 1 to 200 visible ASCII characters.');
}
