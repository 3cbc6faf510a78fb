import type { TokenAccess } from '../../github/client/token-access.ts';
import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';
import { examineClock } from './examine-clock.ts';
import { examineFailure } from './examine-failure.ts';

const SOON_MS = 14 * 86_400_000;

/** Examines a personal token: whose it is, what it may do, how long it lasts. */
export async function examineToken(
  token: TokenAccess,
  { apiUrl, now }: { apiUrl: string; now: () => number },
): Promise<Diagnosis[]> {
  try {
    const { login, scopes, expiresAt, limit, remaining, answeredAt } = await token.describe();
    return [
      ok('token', `GitHub at ${apiUrl} takes the token of ${login}`),
      examineClock(answeredAt, new Date(now())),
      examineScopes(scopes),
      ...(expiresAt === undefined ? [] : [examineExpiry(expiresAt, now())]),
      ok(`rate limit of ${login}`, `${remaining} of ${limit} requests left`),
    ];
  } catch (error) {
    return [examineFailure('token', error, apiUrl)];
  }
}

function examineScopes(scopes: readonly string[] | undefined): Diagnosis {
  if (scopes === undefined)
    return warning(
      'scopes of the token',
      'a fine-grained token, whose permissions GitHub does not tell',
      'It needs for the repositories of the course: Contents read, Commit statuses read and write, Pull requests read and write.',
    );
  if (scopes.includes('repo')) return ok('scopes of the token', scopes.join(', '));
  if (scopes.includes('public_repo'))
    return warning(
      'scopes of the token',
      scopes.join(', '),
      'Enough for public repositories only; private ones need the scope "repo".',
    );
  return problem(
    'scopes of the token',
    scopes.join(', ') || 'none',
    'Make a token with the scope "repo" under Settings, Developer settings, Personal access tokens.',
  );
}

function examineExpiry(expiresAt: Date, now: number): Diagnosis {
  const found = `valid until ${expiresAt.toISOString()}`;
  return expiresAt.getTime() - now < SOON_MS
    ? warning('life of the token', found, 'Make a new one in time and set SAITEN_GITHUB_TOKEN.')
    : ok('life of the token', found);
}
