import type { Octokit } from '@octokit/rest';
import { toFailure } from './to-failure.ts';

export interface TokenDescription {
  login: string;
  /** Of a classic token; absent for a fine-grained one, whose permissions GitHub does not tell. */
  scopes?: readonly string[];
  expiresAt?: Date;
  limit: number;
  remaining: number;
  answeredAt: Date;
}

/** What GitHub tells the holder of a token about the token. Fails as the verbs of GitHubRepository do. */
export interface TokenAccess {
  describe(): Promise<TokenDescription>;
}

export function createTokenAccess(octokit: Octokit, now: () => number): TokenAccess {
  return {
    async describe() {
      try {
        const { data, headers } = await octokit.rest.users.getAuthenticated();
        const scopes = headers['x-oauth-scopes'];
        const expiry = headers['github-authentication-token-expiration'];
        return {
          login: data.login,
          ...(scopes === undefined ? {} : { scopes: scopes.split(',').map((scope) => scope.trim()) }),
          ...(expiry === undefined ? {} : { expiresAt: new Date(String(expiry)) }),
          limit: Number(headers['x-ratelimit-limit'] ?? 0),
          remaining: Number(headers['x-ratelimit-remaining'] ?? 0),
          answeredAt: new Date(headers.date ?? now()),
        };
      } catch (error) {
        throw toFailure(error, 'read whose token this is', now());
      }
    },
  };
}
