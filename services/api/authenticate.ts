import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

/** Lets a request pass that carries the token as `Authorization: Bearer …`, compared in constant time. */
export function authenticate(token: string) {
  const expected = digest(token);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && given !== undefined && timingSafeEqual(digest(given), expected))
      return;
    void reply.header('www-authenticate', 'Bearer');
    await sendProblem(
      reply,
      401,
      'unauthorized',
      'Send the token of SAITEN_API_TOKEN as "Authorization: Bearer TOKEN".',
    );
  };
}

/** Digests have one length, so that comparing them tells nothing about the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
