import type { SwaggerTransform } from '@fastify/swagger';
import { CSRF_HEADER } from './access/identify.ts';
import type { AccessRule } from './access/access-rule.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { ProblemBody } from './schemas/problem.ts';
import { withoutDefaulted } from './without-defaulted.ts';

interface DescribedSchema {
  response?: Record<string, unknown>;
  headers?: { type?: string; properties?: object; required?: string[] };
  params?: object;
  querystring?: object;
  body?: object;
}

/**
 * Adds to a route's description what the plugins around it do: who may call it, the headers they read and every problem
 * they answer with. What the route itself says comes first.
 */
export const describeRoute: SwaggerTransform = ({ schema, url, route }) => {
  const access = route.config?.access;
  if (schema.hide || access === undefined) return { schema, url };
  const method = String(route.method);
  const writes = method !== 'GET';
  const own = schema as DescribedSchema;

  const headers = {
    ...own.headers?.properties,
    ...(route.config?.ifMatch ? { 'if-match': text('The ETag of what is changed, such as "3".') } : {}),
    ...(method === 'POST' && !route.config?.readOnly
      ? { 'idempotency-key': text('A POST with a key that was used before is not done again.') }
      : {}),
  };

  return {
    url,
    schema: {
      ...schema,
      ...(own.querystring === undefined ? {} : { querystring: withoutDefaulted(own.querystring) }),
      ...(own.body === undefined ? {} : { body: withoutDefaulted(own.body) }),
      ...(access.kind === 'public'
        ? { security: [] }
        : { security: [{ token: [] }, writes ? { session: [], csrf: [] } : { session: [] }] }),
      ...(Object.keys(headers).length === 0
        ? {}
        : { headers: { type: 'object', properties: headers, required: own.headers?.required ?? [] } }),
      response: {
        ...problems(own, access, { method, ifMatch: route.config?.ifMatch ?? false }),
        ...own.response,
      },
      'x-access': access,
    } as typeof schema,
  };
};

/** The security schemes that the descriptions name. */
export const SECURITY_SCHEMES = {
  token: { type: 'http', scheme: 'bearer', description: 'A token of SAITEN_API_TOKEN or of `POST /tokens`.' },
  session: { type: 'apiKey', in: 'cookie', name: 'saiten-session', description: 'From signing in.' },
  csrf: { type: 'apiKey', in: 'header', name: CSRF_HEADER, description: 'Any value, with writes by cookie.' },
} as const;

const WORDS: Record<number, string> = {
  304: 'Not changed since the version of If-None-Match.',
  400: 'The request is not what this takes.',
  401: 'Nobody knows the caller.',
  403: 'The caller may not do this.',
  404: 'There is no such thing, or not for the caller.',
  409: 'It contradicts what is there.',
  412: 'It was changed since the version of If-Match.',
  413: 'The body is too large.',
  414: 'A part of the path is too long.',
  415: 'The body has a type that this does not take.',
  422: 'The Idempotency-Key was used for another request.',
  428: 'If-Match is missing.',
  429: 'Too many requests; Retry-After says when to go on.',
  500: 'Something unexpected happened; the log has it under the reference.',
  503: 'Saiten cannot reach its database now.',
};

function problemAnswer(status: number) {
  return { description: WORDS[status] ?? '', content: { [PROBLEM_TYPE]: { schema: ProblemBody } } };
}

/** The answers that many routes give, as `shareSchemas` takes them. */
export const NAMED_RESPONSES = Object.fromEntries(
  Object.keys(WORDS)
    .filter((status) => Number(status) >= 400)
    .map((status) => [`Problem${status}`, problemAnswer(Number(status))]),
);

function problems(
  { params, body, response }: DescribedSchema,
  access: AccessRule,
  { method, ifMatch }: { method: string; ifMatch: boolean },
): Record<string, object> {
  const statuses = [
    ...[400, 404, 429, 500, 503],
    ...(access.kind === 'public' ? [] : [401, 403]),
    ...(params === undefined ? [] : [414]),
    ...(method === 'GET' ? [] : [409]),
    ...(method === 'POST' ? [422] : []),
    ...(body === undefined ? [] : [413, 415]),
    ...(ifMatch ? [412, 428] : []),
  ];

  return {
    ...Object.fromEntries(statuses.sort().map((status) => [status, problemAnswer(status)])),
    ...(method === 'GET' && hasVersion(response?.['200'])
      ? { 304: { type: 'null', description: WORDS[304] } }
      : {}),
  };
}

function hasVersion(body: unknown): boolean {
  const properties: unknown =
    typeof body === 'object' && body !== null && 'properties' in body ? body.properties : undefined;

  return typeof properties === 'object' && properties !== null && 'version' in properties;
}

function text(description: string) {
  return { type: 'string', description };
}
