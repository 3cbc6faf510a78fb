import { createAppAuth } from '@octokit/auth-app';
import type { Octokit } from '@octokit/rest';
import { createAppSigner } from './app-signer.ts';
import type { ClientOptions } from '../client/create-octokit.ts';
import type { GitHubSettings } from '../client/github-settings.ts';
import { readHttpError } from '../client/http-error.ts';

/** GitHub's words for a signature that no key of the App made. */
const UNKNOWN_KEY = /could not be decoded/i;

/** The App itself: signs its requests with its private key, and mints installation tokens. */
export interface AppClient {
  octokit: Octokit;
  /** Seconds by which GitHub's clock is ahead of ours; 0 while it does not matter. */
  secondsAhead(): number;
}

/**
 * Makes the App's client. `@octokit/auth-app` repeats a request after a refusal because of the clock; the difference
 * is remembered here. A refusal because of the key is repeated with the next key. Failure `private-key-invalid`.
 */
export function createAppClient(
  settings: Extract<GitHubSettings, { mode: 'app' }>,
  createClient: (client: ClientOptions) => Octokit,
): AppClient {
  const signer = createAppSigner(settings, settings.now ?? Date.now);

  const octokit = createClient({
    budget: `app-${settings.appId}`,
    urgency: 'answer',
    authentication: {
      authStrategy: createAppAuth,
      auth: {
        appId: settings.appId,
        createJwt: signer.createJwt,
        log: { warn: (message: string) => settings.logger?.debug({ detail: message }, 'GitHub client') },
      },
    },
  });

  octokit.hook.wrap('request', async (request, options) => {
    for (;;) {
      try {
        return await request(options);
      } catch (error) {
        const http = readHttpError(error);
        if (http?.status !== 401 || !UNKNOWN_KEY.test(http.message) || !signer.tryNextKey()) throw error;
      }
    }
  });

  return { octokit, secondsAhead: signer.secondsAhead };
}
