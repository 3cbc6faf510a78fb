import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Failure } from '../domain/failure.ts';

/** The body of an error answer (https://www.rfc-editor.org/rfc/rfc9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

export const PROBLEM_TYPE = 'application/problem+json';

export function problem(status: number, code: string, detail: string): Problem {
  return { type: `urn:saiten:${code}`, title: code, status, detail };
}

/** Answers any request with a problem. */
export async function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
): Promise<void> {
  await reply
    .status(status)
    .type(PROBLEM_TYPE)
    .send(problem(status, code, detail));
}

/** Turns every error of a route into a problem; what is ours shows no more than a reference in the log. */
export function answerErrors(
  app: FastifyInstance,
  logger?: { error(facts: object, message: string): void },
): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error.validation) return sendProblem(reply, 400, 'invalid-request', error.message);
    const status = error.statusCode ?? 500;
    if (status < 500) return sendProblem(reply, status, error.code.toLowerCase(), error.message);
    logger?.error({ error, requestId: request.id }, 'request failed');
    if (error instanceof Failure)
      return sendProblem(
        reply,
        503,
        error.code,
        'Saiten cannot reach its database now; try again in a minute.',
      );
    return sendProblem(
      reply,
      500,
      'internal-error',
      `Something unexpected happened; quote ${request.id} to staff.`,
    );
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      404,
      'not-found',
      `There is no ${request.method} ${request.url}; /api/v1/openapi.json lists what there is.`,
    ),
  );
}
