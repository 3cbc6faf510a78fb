import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { gate } from '../limits/gate.ts';
import type { GitHubSettings } from './github-settings.ts';
import { createLocalBudget } from '../limits/local-budget.ts';
import { redact } from './redact.ts';
import { timeLimitedFetch } from './time-limited-fetch.ts';
import type { Urgency } from '../limits/urgency.ts';
import { writeWindows } from '../limits/write-windows.ts';

const GatedOctokit = Octokit.plugin(gate, retry);
const API_VERSION = '2022-11-28';

export interface ClientOptions {
  /** Whose rate limit the client uses. */
  budget: string;
  urgency: Urgency;
  /** How the client says who it is; nothing for a client that adds the header itself. */
  authentication: { auth?: unknown; authStrategy?: unknown };
}

/** Makes clients of one GitHub that share a budget each. Opens no connection. */
export function createOctokits(settings: GitHubSettings): (client: ClientOptions) => Octokit {
  const { maxWaitSeconds = 2, requestTimeoutMs = 15_000, retryBaseMs = 1000, now = Date.now } = settings;
  const budget = settings.budget ?? createLocalBudget(now);
  const fetchWithLimit = timeLimitedFetch(settings.fetch ?? fetch, requestTimeoutMs);

  return (client) => {
    const octokit = new GatedOctokit({
      ...client.authentication,
      ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
      userAgent: 'saiten',
      request: { fetch: fetchWithLimit },
      retry: {
        retries: 2,
        retryAfterBaseValue: retryBaseMs,
        doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
      },
      gate: {
        budget,
        name: client.budget,
        windows: writeWindows(client.urgency, settings.createsPerHour),
        now,
        sleep: settings.sleep ?? ((milliseconds: number) => sleep(milliseconds)),
        maxWaitMs: maxWaitSeconds * 1000,
      },
      log: octokitLog(settings),
    });

    octokit.hook.before('request', (options) => {
      options.headers['x-github-api-version'] = API_VERSION;
    });

    return octokit;
  };
}

function octokitLog({ logger }: GitHubSettings) {
  const warn = (message: string) => logger?.warn({ detail: redact(message) }, 'GitHub client warns');
  const debug = (message: string) => logger?.debug({ detail: redact(message) }, 'GitHub client');
  return { debug, info: debug, warn, error: warn };
}
