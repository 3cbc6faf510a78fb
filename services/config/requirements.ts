import type { SettingProblem } from './setting-problem.ts';
import type { Settings } from './settings.ts';
import { withoutTrailing } from '../../graders/text/without-trailing.ts';

/** What a process is for; decides which settings it cannot do without. */
export type Role = 'webhook' | 'worker' | 'api' | 'reconcile' | 'serve' | 'local' | 'github';

/** Settings that a role needs and that are missing, or that exclude each other. */
export function requirementsOf(
  role: Role,
  settings: Settings,
  isSet: (variable: string) => boolean,
): SettingProblem[] {
  const problems: SettingProblem[] = apiUrlProblems(settings);

  const missing = (variable: string, expected: string) => {
    if (!isSet(variable)) problems.push({ variable, found: 'nothing', expected });
  };

  if (role === 'webhook' || role === 'serve') {
    missing('SAITEN_WEBHOOK_SECRET', 'the secret that is set in the GitHub App');
  }

  if (role === 'worker' || role === 'reconcile' || role === 'serve' || role === 'github')
    problems.push(...credentials(settings, isSet));
  if (role === 'api' || role === 'serve') missing('SAITEN_API_TOKEN', 'a token of at least 20 characters');
  if (isSet('SAITEN_GITHUB_CLIENT_ID') !== isSet('SAITEN_GITHUB_CLIENT_SECRET'))
    missing(
      isSet('SAITEN_GITHUB_CLIENT_ID') ? 'SAITEN_GITHUB_CLIENT_SECRET' : 'SAITEN_GITHUB_CLIENT_ID',
      'the id and the secret of the client, both or none',
    );
  return problems;
}

/** GitHub's API has one address per host; near misses of it answer 404 to everything. */
function apiUrlProblems({ githubApiUrl }: Settings): SettingProblem[] {
  const { hostname, pathname, search, username, origin } = new URL(githubApiUrl);

  const problem = (expected: string) => [
    { variable: 'SAITEN_GITHUB_API_URL', found: JSON.stringify(githubApiUrl), expected },
  ];

  if (hostname === 'github.com' || hostname === 'www.github.com') return problem('https://api.github.com');
  if (search !== '' || username !== '') return problem(`only host and path, such as ${origin}/api/v3`);
  if (githubApiUrl.endsWith('/')) return problem(withoutTrailing(githubApiUrl, '/'));
  if (pathname !== '/' && pathname !== '/api/v3')
    return problem(`${origin}/api/v3 for an Enterprise Server, ${origin} for others`);
  return [];
}

function credentials(settings: Settings, isSet: (variable: string) => boolean): SettingProblem[] {
  const key = isSet('SAITEN_GITHUB_PRIVATE_KEY') || isSet('SAITEN_GITHUB_PRIVATE_KEY_FILE');

  if (settings.githubToken !== undefined) {
    if (!isSet('SAITEN_GITHUB_APP_ID') && !key) return [];
    return [
      {
        variable: 'SAITEN_GITHUB_TOKEN',
        found: 'a token beside an App',
        expected: 'either a token or an App, not both',
      },
    ];
  }

  const problems: SettingProblem[] = [];

  if (!isSet('SAITEN_GITHUB_APP_ID')) {
    problems.push({
      variable: 'SAITEN_GITHUB_APP_ID',
      found: 'nothing',
      expected: 'the id of the GitHub App',
    });
  }

  if (!key) {
    problems.push({
      variable: 'SAITEN_GITHUB_PRIVATE_KEY_FILE',
      found: 'nothing',
      expected: "the path of the App's private key, or the key itself in SAITEN_GITHUB_PRIVATE_KEY",
    });
  }

  return problems;
}
