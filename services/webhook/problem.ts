import type { FastifyReply } from 'fastify';

/** Answers an error as problem+json (RFC 9457); `detail` names what was expected and the next step. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail }));
}
