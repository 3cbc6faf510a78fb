import type { Octokit } from '@octokit/rest';
import { readHttpError } from './http-error.ts';

/** Milliseconds in which GitHub's servers tell each other of a new token. */
const SPREADING_MS = 1000;

/**
 * Lets a client send an installation token with each request. Clocks differ and tokens can be revoked, so after a 401
 * a new one is asked for; a brand-new one may be unknown for a moment and is tried once more. A request answered 401
 * was not carried out, which makes repeating a write safe.
 */
export function carryToken(
  octokit: Octokit,
  needs: {
    token(options: { renew: boolean }): Promise<string>;
    sleep(milliseconds: number): Promise<void>;
  },
): void {
  octokit.hook.wrap('request', async (request, options) => {
    const send = async (renew: boolean) => {
      options.headers.authorization = `token ${await needs.token({ renew })}`;
      return request(options);
    };

    try {
      return await send(false);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
    }

    try {
      return await send(true);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
    }

    await needs.sleep(SPREADING_MS);
    return send(false);
  });
}

function isUnauthorized(error: unknown): boolean {
  const http = readHttpError(error);
  return http?.status === 401 && !http.request.url.endsWith('/access_tokens');
}
