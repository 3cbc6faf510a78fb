import type { Octokit } from '@octokit/rest';
import { readHttpError } from './http-error.ts';

/**
 * Gets a new installation token when GitHub no longer takes the cached one (401), and sends the request once more.
 * Clocks differ and tokens can be revoked, so the expiry written on the token is not enough. A request answered 401
 * was not carried out, which makes repeating a write safe.
 */
export function renewToken(octokit: Octokit): void {
  octokit.hook.wrap('request', async (request, options) => {
    try {
      return await request(options);
    } catch (error) {
      const http = readHttpError(error);
      if (http?.status !== 401 || http.request.url.endsWith('/access_tokens')) throw error;
      await octokit.auth({ type: 'installation', refresh: true });
      return await request(options);
    }
  });
}
