import { ApiProblem, toProblem } from './api-problem.ts';
import { token } from './token.ts';

export interface Question {
  /** Values for the `{names}` in the address. */
  path?: Record<string, string | number>;
  /** What is undefined or empty is left out. */
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** A body that is not JSON. */
  text?: { type: string; content: string };
  /** The version that a write changes; it is refused when somebody else was faster. */
  version?: number;
  /** Whether a list comes in pages; lists that are short by nature do not. */
  paged?: boolean;
  accept?: string;
  signal?: AbortSignal;
}

/** The header that other sites cannot make a browser send; writes by cookie need it. */
const OWN_REQUEST = { 'x-saiten-request': '1' };

/**
 * Sends a request to the API and gives the answer as it came. A POST carries a key of its own, so that a repeated click
 * or a retry of the network does nothing twice.
 *
 * @throws ApiProblem for every answer that is not a success, and when there is none
 */
export async function send(method: string, address: string, question: Question = {}): Promise<Response> {
  const { body, text, version, accept = 'application/json', signal } = question;
  const pasted = token.read();
  const headers: Record<string, string> = {
    accept,
    ...OWN_REQUEST,
    ...(pasted === undefined ? {} : { authorization: `Bearer ${pasted}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(text === undefined ? {} : { 'content-type': text.type }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
  };
  const answer = await fetch(toUrl(address, question), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(text === undefined ? {} : { body: text.content }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw new ApiProblem(0, 'unreachable', error instanceof Error ? error.message : '');
  });
  if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => undefined));
  return answer;
}

/** Sends a request and reads its JSON. */
export async function ask<Value>(method: string, address: string, question: Question = {}): Promise<Value> {
  const answer = await send(method, address, question);
  return (answer.status === 204 ? undefined : await answer.json()) as Value;
}

/** The items of a list, page after page, up to a bound that keeps the browser alive. */
export async function askAll<Item>(address: string, question: Question = {}, most = 20_000): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const query = question.paged === false ? question.query : { limit: 200, ...question.query, cursor };
    const page = await ask<{ items: Item[]; next: string | null }>('GET', address, { ...question, query });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return items;
}

function toUrl(address: string, { path = {}, query = {} }: Question): string {
  const place = address.replace(/\{([a-zA-Z]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/api/v1${place}${search && `?${search}`}`;
}
