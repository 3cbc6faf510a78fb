import type { Actor } from './authenticate.ts';
import { GitHubError } from './github-error.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Per installation or user, and per address without a token. */
const LIMITS = { known: 5000, anonymous: 60 };

export type RateLimit = {
  /** Counts one request. Throws 403 when the hour's budget is used up. */
  spend(actor: Actor): void;
  /** Counts one request that creates content. Throws 403 when there were too many of late. */
  create(actor: Actor): void;
  state(actor: Actor): { limit: number; remaining: number; used: number; reset: number };
  headers(actor: Actor): Record<string, string>;
  /** Nothing left until the reset, which comes after the given seconds. */
  exhaust(actor: Actor, resetAfterSeconds: number): void;
  /** A request that was answered 304 costs nothing. */
  refund(actor: Actor): void;
};

/**
 * The primary limit and, where the two numbers are given, the secondary one on creating content.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function createRateLimit(
  now: () => number,
  contentLimits?: { perMinute: number; perHour: number },
): RateLimit {
  const creates = new Map<string, number[]>();
  const windows = new Map<string, { used: number; resetAt: number }>();
  return {
    spend(actor) {
      const window = windowOf(actor);
      if (window.used >= limitOf(actor)) throw exceeded(actor);
      window.used += 1;
    },
    create(actor) {
      if (contentLimits === undefined) return;
      const recent = (creates.get(keyOf(actor)) ?? []).filter((at) => at > now() - HOUR);
      const inMinute = recent.filter((at) => at > now() - MINUTE);

      if (recent.length >= contentLimits.perHour || inMinute.length >= contentLimits.perMinute) {
        throw new GitHubError(
          403,
          'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.',
          { headers: { 'retry-after': '60' } },
        );
      }

      creates.set(keyOf(actor), [...recent, now()]);
    },
    state,
    headers(actor) {
      const { limit, remaining, used, reset } = state(actor);
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
      };
    },
    exhaust(actor, resetAfterSeconds) {
      windows.set(keyOf(actor), { used: limitOf(actor), resetAt: now() + resetAfterSeconds * 1000 });
    },
    refund(actor) {
      windowOf(actor).used -= 1;
    },
  };

  function state(actor: Actor) {
    const window = windowOf(actor);
    const limit = limitOf(actor);
    return {
      limit,
      remaining: limit - window.used,
      used: window.used,
      reset: Math.ceil(window.resetAt / 1000),
    };
  }

  function windowOf(actor: Actor) {
    const key = keyOf(actor);
    const known = windows.get(key);
    if (known !== undefined && known.resetAt > now()) return known;
    const fresh = { used: 0, resetAt: now() + HOUR };
    windows.set(key, fresh);
    return fresh;
  }
}

function limitOf(actor: Actor): number {
  return actor.kind === 'anonymous' ? LIMITS.anonymous : LIMITS.known;
}

function keyOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation ${actor.installation.id}`;
  return actor.kind === 'user' ? `user ${actor.account.id}` : actor.kind;
}

function exceeded(actor: Actor): GitHubError {
  const whom = actor.kind === 'installation' ? `installation ID ${actor.installation.id}` : 'you';
  return new GitHubError(403, `API rate limit exceeded for ${whom}.`);
}
