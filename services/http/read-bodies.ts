import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BodyRoom } from './body-room.ts';

/**
 * Reads bodies of these content types within `room`, until the answer has gone out; `parse` makes of the bytes what the
 * handler gets, and may throw.
 */
export function readBodies(
  app: FastifyInstance,
  { types, room, limit }: { types: readonly string[]; room: BodyRoom; limit: number },
  parse: (request: FastifyRequest, body: Buffer) => unknown,
): void {
  app.addContentTypeParser([...types], async (request: FastifyRequest, message: FastifyRequest['raw']) => {
    const { body, done } = await room.read(message, limit);
    request.bodyDone = done;
    return parse(request, body);
  });
}

/** Gives the room of a body back when its answer has gone out; once for each app that reads bodies. */
export function returnRoom(app: FastifyInstance): void {
  app.decorateRequest('bodyDone');

  app.addHook('onResponse', (request, _reply, done) => {
    request.bodyDone?.();
    done();
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the room that the body took; twice is fine. */
    bodyDone: (() => void) | undefined;
  }
}
