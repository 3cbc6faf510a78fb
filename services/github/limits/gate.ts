import type { Octokit } from '@octokit/rest';
import { Failure } from '../../domain/failure.ts';
import { readHttpError } from '../client/http-error.ts';
import { rateLimitSeconds } from './rate-limit.ts';
import type { BudgetWindow, RequestBudget } from './request-budget.ts';

export interface GateOptions {
  budget: RequestBudget;
  /** Whose budget. */
  name: string;
  windows: readonly BudgetWindow[];
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** A longer wait is thrown: the caller has a better place to wait, its queue. */
  maxWaitMs: number;
}

/** Reads ask the shared budget at most so often, in milliseconds, whether it is closed. */
const LOOK_EVERY_MS = 1000;

/**
 * Octokit's plugin that keeps a client within its budget: a write takes a slot first, nothing is sent while the budget
 * is closed, and what GitHub says about its limits closes it for all. Throws a Failure `rate-limited` where waiting
 * would take long. A request that GitHub refused for a limit was not carried out, so it may be sent once more.
 */
export function gate(
  octokit: Pick<Octokit, 'hook'>,
  { gate: options }: { gate?: GateOptions; [other: string]: unknown },
): void {
  if (options === undefined) return;
  const { budget, name, now, maxWaitMs } = options;
  const admit = createAdmission(options);

  octokit.hook.wrap('request', async (request, endpoint) => {
    for (let tries = 0; ; tries++) {
      await admit(endpoint);

      try {
        const response = await request(endpoint);
        const empty = response.headers['x-ratelimit-remaining'] === '0';
        const reset = Number(response.headers['x-ratelimit-reset']);
        if (empty && reset > 0) await budget.close(name, new Date(reset * 1000));
        return response;
      } catch (error) {
        const http = readHttpError(error);
        const seconds = http && rateLimitSeconds(http, now());
        if (seconds === undefined) throw error;
        await budget.close(name, new Date(now() + seconds * 1000));
        if (tries > 0 || seconds * 1000 > maxWaitMs) throw error;
      }
    }
  });
}

function createAdmission({ budget, name, windows, now, sleep, maxWaitMs }: GateOptions) {
  let lookedAt = -Infinity;

  return async function admit({ method, url }: { method: string; url: string }): Promise<void> {
    const deadline = now() + maxWaitMs;

    for (;;) {
      const wait = isWrite(method, url)
        ? await budget.take(name, { creates: method === 'POST', windows })
        : await closedFor();

      if (wait <= 0) return;
      if (now() + wait > deadline) throw limited(wait);
      await sleep(wait);
    }
  };

  async function closedFor(): Promise<number> {
    if (now() - lookedAt < LOOK_EVERY_MS) return 0;
    const until = await budget.closedUntil(name);
    if (until === undefined) lookedAt = now();
    return until === undefined ? 0 : until.getTime() - now();
  }
}

/** What is neither seen by anybody nor counted as content: tokens and repeated deliveries. */
function isWrite(method: string, url: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && !/\/(?:access_tokens|attempts)$/.test(url);
}

function limited(wait: number): Failure {
  const retryAfterSeconds = Math.ceil(wait / 1000);
  return new Failure(
    'infrastructure',
    'rate-limited',
    `GitHub's rate limit leaves no room for this request now. It is sent in ${retryAfterSeconds} seconds at the earliest.`,
    { facts: { retryAfterSeconds } },
  );
}
