/** Where the reader is: the parts of the address after `#`, and its query. */
export interface Route {
  parts: readonly string[];
  query: URLSearchParams;
}

/** Reads `#/courses/intro/gradebook?find=hana`; what is no address of the page is the front. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return {
    parts: path
      .split('/')
      .filter((part) => part !== '')
      .map(decode),
    query: new URLSearchParams(query),
  };
}

/** The address of a place, for links; entries of the query that are empty are left out. */
export function linkTo(
  parts: readonly (string | number)[],
  query: Record<string, string | undefined> = {},
): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  const search = new URLSearchParams(given).toString();
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}${search && `?${search}`}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
