import type { Answer, Item } from './answer.ts';
import type { Address, Asked, Method, PagedAddress, Question, ShortAddress, Verb } from './question.ts';
import { send, type Sent } from './send.ts';

interface List {
  items: unknown[];
  next: string | null;
}

/** Sends a request and gives the answer as it came. */
export function askFor<Of extends Method, Path extends Address<Of>>(
  method: Of,
  address: Path,
  ...question: Asked<Of, Path>
): Promise<Response>;

export function askFor(method: string, address: string, question: Sent = {}): Promise<Response> {
  return send(method, address, question);
}

/** Sends a request and reads its JSON. */
export function ask<Of extends Method, Path extends Address<Of>>(
  method: Of,
  address: Path,
  ...question: Asked<Of, Path>
): Promise<Answer<Path, Verb<Of, Path>>>;

export async function ask(method: string, address: string, question: Sent = {}): Promise<unknown> {
  const answer = await send(method, address, question);
  return answer.status === 204 ? undefined : ((await answer.json()) as unknown);
}

/** The items of a list, page after page, up to a bound that keeps the browser alive. */
export function askAll<Path extends PagedAddress>(
  address: Path,
  question: Question<'GET', Path>,
  most?: number,
): Promise<Item<Path>[]>;

export async function askAll(address: string, question: Sent, most = 20_000): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | undefined;

  do {
    const query = { limit: 200, ...question.query, cursor };
    const page = await list(address, { ...question, query });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);

  return items;
}

/** The items of a list that is short by nature and comes whole. */
export function askList<Path extends ShortAddress>(
  address: Path,
  question: Question<'GET', Path>,
): Promise<Item<Path>[]>;

export async function askList(address: string, question: Sent): Promise<unknown[]> {
  return (await list(address, question)).items;
}

async function list(address: string, question: Sent): Promise<List> {
  const answer = await send('GET', address, question);
  return (await answer.json()) as List;
}
