import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { GitHubSettings } from './github-settings.ts';
import { redact } from './redact.ts';
import { renewToken } from './renew-token.ts';
import { timeLimitedFetch } from './time-limited-fetch.ts';

const ThrottledOctokit = Octokit.plugin(retry, throttling);
const API_VERSION = '2022-11-28';

/**
 * A client that acts as the installation, as the App itself (without `installationId`), or as the token's owner.
 * `budget` names whose rate limit it uses: the throttling plugin keeps its queues by that name for the whole
 * process, and one busy installation must not delay the others.
 */
export function createOctokit(
  settings: GitHubSettings,
  client: { budget: string; installationId?: number },
): Octokit {
  const { maxWaitSeconds = 15, requestTimeoutMs = 15_000, retryBaseMs = 1000 } = settings;
  // One more try and only a short wait: the job that called has a better place to wait, its queue.
  const worthWaiting = (seconds: number, _request: unknown, _octokit: unknown, tries: number) =>
    tries < 1 && seconds <= maxWaitSeconds;

  const octokit = new ThrottledOctokit({
    ...authentication(settings, client.installationId),
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
    userAgent: 'saiten',
    request: { fetch: timeLimitedFetch(settings.fetch ?? fetch, requestTimeoutMs) },
    retry: {
      retries: 2,
      retryAfterBaseValue: retryBaseMs,
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    throttle: { id: client.budget, onRateLimit: worthWaiting, onSecondaryRateLimit: worthWaiting },
    log: octokitLog(settings),
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION;
  });
  if (client.installationId !== undefined) renewToken(octokit);
  return octokit;
}

function authentication(settings: GitHubSettings, installationId: number | undefined) {
  if (settings.mode === 'token') return { auth: settings.token };
  const { appId, privateKey } = settings;
  return {
    authStrategy: createAppAuth,
    auth: { appId, privateKey, ...(installationId === undefined ? {} : { installationId }) },
  };
}

function octokitLog({ logger }: GitHubSettings) {
  const warn = (message: string) => logger?.warn({ detail: redact(message) }, 'GitHub client warns');
  const debug = (message: string) => logger?.debug({ detail: redact(message) }, 'GitHub client');
  return { debug, info: debug, warn, error: warn };
}
