import { ApiProblem, toProblem } from './api-problem.ts';
import type { RequestKeys } from './request-keys.ts';
import { token } from './token.ts';

/** Any question to the API; what each address takes and needs stands in `question.ts`. */
export interface Sent {
  /** Values for the `{names}` in the address. */
  path?: object | undefined;
  /** What is undefined or empty is left out. */
  query?: object | undefined;
  body?: unknown;
  /** A body that is not JSON. */
  text?: { type: string; content: string } | undefined;
  version?: number | undefined;
  /** Of the form that asks; what it sends again under them is not done again. */
  keys?: RequestKeys | undefined;
  accept?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The header that other sites cannot make a browser send; writes by cookie need it. */
const OWN_REQUEST = { 'x-saiten-request': '1' };

/**
 * Sends a request to the API and gives the answer as it came. A POST carries a key of its form, so that a repeated click
 * or a try after a lost answer does nothing twice. The page asks through `ask.ts`, which knows what may be sent.
 *
 * @throws ApiProblem for every answer that is not a success, and when there is none
 */
export async function send(method: string, address: string, question: Sent): Promise<Response> {
  const { body, text, version, keys, accept = 'application/json', signal } = question;
  const url = toUrl(address, question);
  const written = body === undefined ? text?.content : JSON.stringify(body);
  // What the API tells requests under one key apart by.
  const content = `${url}\n${written ?? ''}`;
  const pasted = token.read();

  const headers: Record<string, string> = {
    accept,
    ...OWN_REQUEST,
    ...(pasted === undefined ? {} : { authorization: `Bearer ${pasted}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(text === undefined ? {} : { 'content-type': text.type }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(keys === undefined ? {} : { 'idempotency-key': keys.keyFor(content) }),
  };

  const answer = await fetch(url, {
    method,
    headers,
    ...(written === undefined ? {} : { body: written }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw new ApiProblem(0, 'unreachable', error instanceof Error ? error.message : '');
  });

  if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => undefined));
  keys?.done(content);
  return answer;
}

function toUrl(address: string, { path = {}, query = {} }: Sent): string {
  const values = path as Record<string, string | number>;

  const place = address.replace(/\{([a-zA-Z]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );

  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/api/v1${place}${search && `?${search}`}`;
}
