import { privateKeyOf } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { Failure } from '../domain/failure.ts';
import type { GitHubSettings } from '../github/client/github-settings.ts';
import type { RequestBudget } from '../github/limits/request-budget.ts';
import type { Logger } from '../observability/logger.ts';
import { fetchOf } from './proxies.ts';

/** Who Saiten is to GitHub, from the settings; `shared`: the budget of all processes, and what observes the requests. Fails with `private-key-unreadable` or `github-identity-missing`. */
export function githubSettings(
  settings: Settings,
  logger: Logger,
  shared: { budget?: RequestBudget; fetch?: typeof fetch } = {},
): GitHubSettings {
  const common = {
    baseUrl: settings.githubApiUrl,
    createsPerHour: settings.githubCreatesPerHour,
    logger,
    ...shared,
    fetch: shared.fetch ?? fetchOf(settings),
  };

  if (settings.githubToken !== undefined) return { mode: 'token', token: settings.githubToken, ...common };
  const privateKey = privateKeyOf(settings);

  if (settings.githubAppId === undefined || privateKey === undefined) {
    throw new Failure(
      'configuration',
      'github-identity-missing',
      'set SAITEN_GITHUB_APP_ID and the private key of the App, or SAITEN_GITHUB_TOKEN',
    );
  }

  return { mode: 'app', appId: settings.githubAppId, privateKey, ...common };
}
