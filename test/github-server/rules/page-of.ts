/** GitHub gives at most 100 items a page, 30 unless asked. */
const LARGEST_PAGE = 100;

export type PageRequest = { page?: number | undefined; per_page?: number | undefined };
export type Page<Item> = { items: Item[]; last: number; page: number };

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export function pageOf<Item>(all: readonly Item[], request: PageRequest): Page<Item> {
  const size = Math.min(Math.max(request.per_page ?? 30, 1), LARGEST_PAGE);
  const page = Math.max(request.page ?? 1, 1);
  return {
    items: all.slice((page - 1) * size, page * size),
    last: Math.max(Math.ceil(all.length / size), 1),
    page,
  };
}

/** The `Link` header; none when there is one page only. */
export function linkHeader(url: URL, page: number, last: number): Record<string, string> {
  const links: string[] = [];

  const add = (rel: string, to: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    links.push(`<${target.href}>; rel="${rel}"`);
  };

  if (page > 1) add('prev', Math.min(page - 1, last));
  if (page < last) add('next', page + 1);
  if (page < last) add('last', last);
  if (page > 1) add('first', 1);
  return links.length === 0 ? {} : { link: links.join(', ') };
}
