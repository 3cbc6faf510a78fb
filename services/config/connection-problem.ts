const ENCODED = 'with blanks and `@ : / ? # %` in name and password percent-encoded (`#` is `%23`)';

/**
 * Says what is expected in place of the address of a server when its name or password holds characters that end one or mean
 * something there; undefined when all is well. Drivers would connect to another host then, or say something that nobody
 * understands, with the password in it.
 * https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
 */
export function connectionProblem(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s#]/.test(text)) return ENCODED;
  const { username, password, pathname, search } = new URL(text);
  // A `/` or `?` in a password ends the host's part too early, and the `@` behind it is left over.
  if (pathname.includes('@') || search.includes('@')) return ENCODED;
  return [username, password, pathname].every(isDecodable) ? undefined : ENCODED;
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
