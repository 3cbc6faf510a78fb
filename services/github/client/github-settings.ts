import type { Logger } from '../../observability/logger.ts';
import type { RequestBudget } from '../limits/request-budget.ts';

/** Who we are to GitHub: an App (check runs) or the holder of a token (commit statuses). */
export type GitHubIdentity =
  | {
      mode: 'app';
      appId: number;
      /** PEM; during a rotation several keys, the newer first. */
      privateKey: string;
    }
  | { mode: 'token'; token: string };

/** How to reach GitHub, and how patiently. */
export type GitHubSettings = GitHubIdentity & {
  /** Without a slash at the end; default `https://api.github.com`, on Enterprise Server `https://HOST/api/v3`. */
  baseUrl?: string;
  /** A rate limit that asks for a longer wait than this many seconds is thrown instead of waited for; default 2. */
  maxWaitSeconds?: number;
  /** Time limit of one request in milliseconds; default 15,000. */
  requestTimeoutMs?: number;
  /** Wait before the first retry of a failed read in milliseconds, growing fourfold; default 1,000. */
  retryBaseMs?: number;
  /** Creates that an hour allows; default 500, GitHub's own. */
  createsPerHour?: number;
  /** Shared by the processes that act for one installation; default one of this process alone. */
  budget?: RequestBudget;
  /** Default: the platform's. */
  fetch?: typeof fetch;
  /** Milliseconds since the epoch; default the system's clock. */
  now?: () => number;
  /** Default: the platform's timer. */
  sleep?: (milliseconds: number) => Promise<void>;
  logger?: Pick<Logger, 'warn' | 'debug'>;
};
