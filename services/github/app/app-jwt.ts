import { sign, type KeyObject } from 'node:crypto';

/** GitHub takes at most ten minutes; the rest is for clocks that differ. */
const LIFE_SECONDS = 540;
const BACKDATED_SECONDS = 60;

/**
 * The token with which an App proves who it is.
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function signAppJwt({ appId, key, atSeconds }: { appId: number; key: KeyObject; atSeconds: number }): {
  jwt: string;
  expiresAt: string;
} {
  const expires = atSeconds + LIFE_SECONDS;
  const claims = { iat: atSeconds - BACKDATED_SECONDS, exp: expires, iss: String(appId) };

  const body = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

  const signature = sign('sha256', Buffer.from(body), key).toString('base64url');
  return { jwt: `${body}.${signature}`, expiresAt: new Date(expires * 1000).toISOString() };
}
