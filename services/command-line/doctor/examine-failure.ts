import { Failure } from '../../domain/failure.ts';
import { problem, type Diagnosis } from './diagnosis.ts';

/** A check that could not be made: the failure's own words, with the settings to look at. Throws what is no Failure. */
export function examineFailure(check: string, error: unknown, apiUrl: string): Diagnosis {
  if (!(error instanceof Failure)) throw error;

  const fixes: Readonly<Record<string, string>> = {
    'github-credentials':
      'Compare SAITEN_GITHUB_APP_ID with the App\'s page; generate a private key there ("General", "Private keys") and name its file in SAITEN_GITHUB_PRIVATE_KEY_FILE. With a token: make a new one.',
    'not-found': `SAITEN_GITHUB_APP_ID names no App of this GitHub, or SAITEN_GITHUB_API_URL (${apiUrl}) is not its API.`,
    'github-unavailable': `Is ${apiUrl} reachable from here (proxy, firewall, certificate)? Enterprise Server: https://HOST/api/v3. See also https://www.githubstatus.com.`,
    'rate-limited': 'Wait for the time named, then run this again.',
  };

  return problem(check, error.message, fixes[error.code] ?? 'See the message.');
}
