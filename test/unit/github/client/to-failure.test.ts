import { describe, expect, it } from 'vitest';
import { toFailure } from '../../../../services/github/client/to-failure.ts';

const now = 1_700_000_000_000;

function httpError(status: number, message = 'No', headers?: Record<string, string>) {
  return Object.assign(new Error(message), {
    status,
    request: { method: 'GET', url: 'https://api.github.com/repos/a/b' },
    ...(headers ? { response: { headers } } : {}),
  });
}

describe('toFailure', () => {
  it.each<[string, Error, string, string]>([
    ['401', httpError(401, 'Bad credentials', {}), 'configuration', 'github-credentials'],
    [
      '403 without a limit',
      httpError(403, 'Resource not accessible', {}),
      'configuration',
      'github-permission',
    ],
    [
      '403 with retry-after',
      httpError(403, 'Slow', { 'retry-after': '7' }),
      'infrastructure',
      'rate-limited',
    ],
    ['403 secondary', httpError(403, 'a secondary rate limit', {}), 'infrastructure', 'rate-limited'],
    ['429', httpError(429, 'Slow', {}), 'infrastructure', 'rate-limited'],
    ['404', httpError(404, 'Not Found', {}), 'configuration', 'not-found'],
    ['410', httpError(410, 'Gone', {}), 'configuration', 'not-found'],
    ['422 commit', httpError(422, 'No commit found for SHA: abc', {}), 'cancelled', 'commit-gone'],
    ['422 other', httpError(422, 'Validation Failed', {}), 'infrastructure', 'github-refused'],
    ['502', httpError(502, 'Bad Gateway', {}), 'infrastructure', 'github-unavailable'],
    ['no connection', httpError(500, 'connect ECONNREFUSED'), 'infrastructure', 'github-unavailable'],
    ['unreadable key', new Error('Invalid keyData'), 'configuration', 'github-credentials'],
  ])('%s', (_name, error, fault, code) => {
    expect(toFailure(error, 'read it', now)).toMatchObject({ fault, code });
  });

  it.each([
    ['retry-after', { 'retry-after': '7' }, 7],
    ['reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000090' }, 90],
    ['neither', {}, 60],
  ])('says how long to wait: %s', (_name, headers, seconds) => {
    expect(toFailure(httpError(429, 'Slow', headers), 'read it', now).facts).toHaveProperty(
      'retryAfterSeconds',
      seconds,
    );
  });

  it('prints no secret', () => {
    const failure = toFailure(httpError(401, 'token ghs_abc.def-ghi was refused', {}), 'read it', now);
    expect(failure.message).toContain('[redacted]');
    expect(JSON.stringify([failure.message, failure.facts])).not.toMatch(/ghs_|abc|ghi/);
  });
});
