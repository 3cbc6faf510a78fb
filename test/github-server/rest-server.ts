import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { RequestRecord, Violation } from './control.ts';
import type { DescribedOperation, RestDescription } from './description/rest-description.ts';
import type { DispatchDependencies } from './routes/dispatch.ts';
import { dispatch } from './routes/dispatch.ts';
import type { Answer, Operation } from './routes/operation.ts';
import type { Actor } from './rules/authenticate.ts';
import { actorName, authenticate } from './rules/authenticate.ts';
import { ConnectionReset } from './rules/connection-reset.ts';
import { GitHubError, notFound } from './rules/github-error.ts';
import { fullName } from './state/find.ts';
import type { World } from './state/world.ts';

export type RestDependencies = DispatchDependencies & {
  description: RestDescription;
  operations: readonly Operation[];
  recordRequest(request: Omit<RequestRecord, 'sequence' | 'at'>): void;
  recordViolation(violation: Violation): void;
};

const ANONYMOUS: Actor = { kind: 'anonymous' };
/** GitHub accepts pushes of text far beyond what our rules let through; this only bounds memory. */
const LARGEST_BODY = 25 * 1024 * 1024;

/** The REST API over HTTP. Every request and every answer passes GitHub's own description. */
export function createRestServer(dependencies: RestDependencies): FastifyInstance {
  const { world, rateLimit, recordViolation } = dependencies;

  const server = fastify({
    routerOptions: { maxParamLength: 500 },
    bodyLimit: LARGEST_BODY,
    rewriteUrl: (request) => withRepositoryName(world, request.url ?? '/'),
    forceCloseConnections: true,
  });

  server.removeContentTypeParser('application/json');

  server.addContentTypeParser(/^application\/.*json/, { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(String(text)));
    } catch {
      done(new GitHubError(400, 'Problems parsing JSON'));
    }
  });

  for (const operation of dependencies.operations) {
    const described = dependencies.description.operation(operation.id);

    server.route({
      method: described.method,
      url: routePattern(described.path),
      handler: (request, reply) => serve(operation, described, request, reply),
    });
  }

  server.setNotFoundHandler((request, reply) =>
    respond(request, reply, null, ANONYMOUS, errorAnswer(notFound())),
  );

  server.setErrorHandler((error, request, reply) => {
    const known = error instanceof GitHubError ? error : new GitHubError(500, String(error));
    return respond(request, reply, null, ANONYMOUS, errorAnswer(known));
  });

  return server;

  async function serve(
    operation: Operation,
    described: DescribedOperation,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    let actor = ANONYMOUS;
    let answer: Answer;

    try {
      actor = authenticate(world, request.headers.authorization);
      redirectIfRenamed(world, request);

      answer = await dispatch(dependencies, operation, described, {
        actor,
        url: new URL(request.url, world.url),
        parameters: parametersOf(request),
        body: request.body ?? undefined,
      });
    } catch (error) {
      if (error instanceof ConnectionReset) {
        reply.hijack();
        request.raw.socket.destroy();
        return reply;
      }

      if (!(error instanceof GitHubError)) throw error;
      answer = errorAnswer(error, described);
    }

    return respond(request, reply, described, actor, answer);
  }

  function respond(
    request: FastifyRequest,
    reply: FastifyReply,
    described: DescribedOperation | null,
    actor: Actor,
    given: Answer,
  ): FastifyReply {
    const answer = described === null ? given : withTag(request, actor, checked(described, given));

    dependencies.recordRequest({
      method: request.method,
      path: request.originalUrl,
      operationId: described?.id ?? null,
      status: answer.status,
      actor: actorName(world, actor),
    });

    void reply.code(answer.status).headers({
      date: new Date(world.now()).toUTCString(),
      'x-github-request-id': request.id,
      'x-github-api-version-selected': request.headers['x-github-api-version'] ?? '2022-11-28',
      ...rateLimit.headers(actor),
      ...answer.headers,
    });

    if (answer.body === undefined) return reply.send();
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
  }

  /** An answer of ours that GitHub would not give is our mistake: loud, and recorded for the tests. */
  function checked(described: DescribedOperation, answer: Answer): Answer {
    // 5xx stand for a broken GitHub and need not be described.
    if (answer.status >= 500 || answer.status === 301 || answer.status === 307) return answer;
    const errors = described.checkResponse(answer.status)(answer.body);
    if (errors.length === 0) return answer;
    recordViolation({ side: 'response', key: described.id, errors });
    const message = `test/github-server: the answer of ${described.id} contradicts GitHub's description`;
    return { status: 500, body: { message, errors } };
  }

  /** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate */
  function withTag(request: FastifyRequest, actor: Actor, answer: Answer): Answer {
    if (request.method !== 'GET' || answer.status !== 200) return answer;
    const hash = createHash('sha256').update(JSON.stringify(answer.body)).digest('hex');
    const headers = { ...answer.headers, etag: `W/"${hash}"` };
    if (request.headers['if-none-match']?.replace(/^W\//, '') !== `"${hash}"`) return { ...answer, headers };
    if (actor.kind !== 'anonymous') rateLimit.refund(actor);
    return { status: 304, headers };
  }
}

function errorAnswer(error: GitHubError, described?: DescribedOperation): Answer {
  const documentation_url = described?.documentation ?? 'https://docs.github.com/rest';
  const body = { message: error.message, ...error.details, documentation_url, status: String(error.status) };
  return { status: error.status, body, headers: error.headers };
}

/** `/repos/{owner}/{repo}/git/ref/{ref}`: a name with slashes may end a path. */
function routePattern(path: string): string {
  return path
    .replace(/^(.*\/(?:contents|git\/ref|compare))\/\{(\w+)\}$/, '$1/*')
    .replaceAll(/\{(\w+)\}/g, ':$1');
}

function parametersOf(request: FastifyRequest): Record<string, unknown> {
  const { '*': rest, ...params } = request.params as Record<string, string>;
  const named = /\/(contents|ref|compare)\/\*$/.exec(request.routeOptions.url ?? '')?.[1] ?? '';
  const name = { contents: 'path', ref: 'ref', compare: 'basehead' }[named];
  return { ...(request.query as object), ...params, ...(name === undefined ? {} : { [name]: rest }) };
}

/** GitHub also answers under `/repositories/{id}`; its redirects of renamed repositories lead there. */
function withRepositoryName(world: World, url: string): string {
  const match = /^\/repositories\/(\d+)(.*)$/.exec(url);
  const repository = match === null ? undefined : world.repositories.get(Number(match[1]));
  return repository === undefined ? url : `/repos/${fullName(repository)}${match?.[2] ?? ''}`;
}

/** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects */
function redirectIfRenamed(world: World, request: FastifyRequest): void {
  const match = /^\/repos\/([^/?]+\/[^/?]+)(.*)$/.exec(request.url);
  const id = world.formerNames.get(decodeURIComponent(match?.[1] ?? '').toLowerCase());
  if (id === undefined) return;
  const location = `${world.url}/repositories/${id}${match?.[2] ?? ''}`;
  throw new GitHubError(request.method === 'GET' ? 301 : 307, 'Moved Permanently', {
    headers: { location },
    details: { url: location },
  });
}
