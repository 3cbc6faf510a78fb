import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Failure } from '../domain/failure.ts';
import { BodyRefused } from '../http/body-room.ts';
import { ApiProblem, TooManyRequests, type WrongPart } from './api-problem.ts';

/** The body of an error answer (https://www.rfc-editor.org/rfc/rfc9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: readonly WrongPart[];
}

export const PROBLEM_TYPE = 'application/problem+json';

const REFUSED_BODIES = { 400: 'body-incomplete', 413: 'ctp-body-too-large', 503: 'busy' } as const;

/** Answers any request with a problem. */
export async function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  errors: readonly WrongPart[] = [],
): Promise<void> {
  const body: Problem = {
    type: `urn:saiten:${code}`,
    title: code,
    status,
    detail,
    ...(errors.length === 0 ? {} : { errors }),
  };

  // Without the schema of the route: a problem looks the same everywhere.
  await reply
    .status(status)
    .type(PROBLEM_TYPE)
    .serializer((problem: Problem) => JSON.stringify(problem))
    .send(body);
}

/** Turns every error of a route into a problem; what is ours shows no more than a reference in the log. */
export function answerErrors(
  app: FastifyInstance,
  logger?: { error(facts: object, message: string): void },
): void {
  app.setErrorHandler<FastifyError | ApiProblem>(async (error, request, reply) => {
    if (error instanceof ApiProblem) {
      if (error.status === 401) void reply.header('www-authenticate', 'Bearer');
      if (error instanceof TooManyRequests) void reply.header('retry-after', String(error.seconds));
      return sendProblem(reply, error.status, error.code, error.message, error.parts);
    }

    if (error.validation) return sendProblem(reply, 400, 'invalid-request', error.message, partsOf(error));

    if (error instanceof BodyRefused) {
      if (error.statusCode === 503) void reply.header('retry-after', '1');
      return sendProblem(reply, error.statusCode, REFUSED_BODIES[error.statusCode], error.message);
    }

    const status = error.statusCode ?? 500;
    if (status < 500) return sendProblem(reply, status, codeOf(error), error.message);
    logger?.error({ error, requestId: request.id }, 'request failed');
    if (error instanceof Failure && error.code !== 'store-refused')
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

/** Of what the HTTP server refuses by itself, such as `ctp-invalid-json-body`. */
export function codeOf({ code }: { code?: string }): string {
  return (code ?? 'refused')
    .replace(/^FST_(ERR_)?/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

function partsOf({ validation, validationContext }: FastifyError): WrongPart[] {
  return (validation ?? []).map(({ instancePath, message }) => ({
    where: `${validationContext ?? 'request'}${instancePath.replaceAll('/', '.')}`,
    message: message ?? 'is not allowed',
  }));
}
