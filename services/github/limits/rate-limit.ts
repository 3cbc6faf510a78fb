import type { HttpError } from '../client/http-error.ts';

/** GitHub's advice where it names no time: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const DEFAULT_WAIT_SECONDS = 60;

/**
 * Seconds until the next try, when the answer is a rate limit, else `undefined`. A limit is a 429, or a 403 that
 * names a waiting time, an empty allowance or a secondary limit; a plain 403 is a missing permission.
 */
export function rateLimitSeconds(error: HttpError, now: number): number | undefined {
  const headers = error.response?.headers ?? {};
  const retryAfter = Number(headers['retry-after']);
  const exhausted = String(headers['x-ratelimit-remaining'] ?? '') === '0';

  const limited =
    error.status === 429 ||
    (error.status === 403 && (retryAfter > 0 || exhausted || /\bsecondary rate\b/i.test(error.message)));

  if (!limited) return undefined;
  if (retryAfter > 0) return retryAfter;
  const reset = Number(headers['x-ratelimit-reset']);
  return exhausted && reset > 0 ? Math.max(1, Math.ceil(reset - now / 1000)) : DEFAULT_WAIT_SECONDS;
}
