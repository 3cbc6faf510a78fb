import type { SettingProblem } from './setting-problem.ts';
import type { Settings } from './settings.ts';

/** What a process is for; decides which settings it cannot do without. */
export type Role = 'webhook' | 'worker' | 'api' | 'reconcile' | 'serve' | 'local';

/** Settings that a role needs and that are missing, or that exclude each other. */
export function requirementsOf(
  role: Role,
  settings: Settings,
  isSet: (variable: string) => boolean,
): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const missing = (variable: string, expected: string) => {
    if (!isSet(variable)) problems.push({ variable, found: 'nothing', expected });
  };
  if (role === 'webhook' || role === 'serve') {
    missing('SAITEN_WEBHOOK_SECRET', 'the secret that is set in the GitHub App');
  }
  if (role === 'worker' || role === 'reconcile' || role === 'serve')
    problems.push(...credentials(settings, isSet));
  if (role === 'api' || role === 'serve') missing('SAITEN_API_TOKEN', 'a token of at least 20 characters');
  return problems;
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
