import type { PageRequest } from '../rules/page-of.ts';
import { linkHeader, pageOf } from '../rules/page-of.ts';
import type { Answer } from './operation.ts';

/** One page of a list, with the `Link` header. */
export function listed<Item>(
  call: { url: URL; parameters: PageRequest },
  all: readonly Item[],
  body: (items: Item[]) => unknown,
): Answer {
  const { items, page, last } = pageOf(all, call.parameters);
  return { status: 200, body: body(items), headers: linkHeader(call.url, page, last) };
}
