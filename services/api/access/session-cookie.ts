/** Holds the secret of a session. */
export const SESSION_COOKIE = 'saiten-session';
/** Holds what a sign-in needs to know when the browser comes back from GitHub. */
export const SIGN_IN_COOKIE = 'saiten-sign-in';

/** The value of a cookie in a `Cookie` header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value !== undefined && value !== '') return value;
  }

  return undefined;
}

/**
 * A `Set-Cookie` header for a value without special characters. No script reads the cookie, and other sites send it
 * only with links that somebody follows. `maxAge` in seconds; 0 removes it.
 */
export function writeCookie(
  name: string,
  value: string,
  { maxAge, secure }: { maxAge: number; secure: boolean },
): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
