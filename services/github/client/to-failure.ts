import { Failure, type FailureFacts } from '../../domain/failure.ts';
import { readHttpError, type HttpError } from './http-error.ts';
import { rateLimitSeconds } from '../limits/rate-limit.ts';
import { redact } from './redact.ts';

/**
 * Turns what Octokit throws into a Failure (its codes: see GitHubRepository). `doing` completes "could not ...".
 * The original error is not kept as the cause: it carries the request with its headers.
 */
export function toFailure(error: unknown, doing: string, now: number): Failure {
  if (error instanceof Failure) return error;
  const http = readHttpError(error);
  if (http) return fromHttp(http, doing, now);
  return new Failure(
    'configuration',
    'github-credentials',
    `Could not ${doing}: the credentials of GitHub cannot be used (${describe(error)}). Check the App's id and its private key, or the token.`,
  );
}

function fromHttp(error: HttpError, doing: string, now: number): Failure {
  const { method, url } = error.request;
  const facts: FailureFacts = { status: error.status, method, path: redact(new URL(url).pathname) };
  const found = `GitHub answered ${error.status}: ${describe(error)}`;
  const retryAfterSeconds = rateLimitSeconds(error, now);
  if (retryAfterSeconds !== undefined)
    return new Failure(
      'infrastructure',
      'rate-limited',
      `Could not ${doing}: GitHub's rate limit is reached. Try again in ${retryAfterSeconds} seconds.`,
      { facts: { ...facts, retryAfterSeconds } },
    );

  switch (true) {
    case error.status === 401:
      return new Failure(
        'configuration',
        'github-credentials',
        `Could not ${doing}. ${found}. Check the App's id and its private key, or the token; a token may have been revoked.`,
        { facts },
      );
    case error.status === 403 && /suspended/i.test(error.message):
      return new Failure(
        'configuration',
        'github-permission',
        `Could not ${doing}. ${found}. An owner of the account lifts the suspension in the settings of the installation; "saiten github doctor" names its page.`,
        { facts },
      );
    case error.status === 403:
      return new Failure(
        'configuration',
        'github-permission',
        `Could not ${doing}. ${found}. Give the App or the token the permission that the endpoint needs, and let the organisation accept it.`,
        { facts },
      );
    case error.status === 404 || error.status === 410:
      return new Failure(
        'configuration',
        'not-found',
        `Could not ${doing}. ${found}. It was deleted, or the App is not installed on this repository.`,
        { facts },
      );
    // What a token cannot be narrowed to: a permission that was not accepted, a repository that is not installed.
    case error.status === 422 && url.endsWith('/access_tokens'):
      return /permission/i.test(error.message)
        ? new Failure(
            'configuration',
            'github-permission',
            `Could not ${doing}. ${found}. Run "saiten github doctor": it names the permission and where to accept it.`,
            { facts },
          )
        : new Failure(
            'configuration',
            'not-found',
            `Could not ${doing}. ${found}. The App is not installed on this repository.`,
            { facts },
          );
    // GitHub has no code of its own for this case: https://github.com/kubernetes/test-infra/issues/13903
    case error.status === 422 && /no commit found/i.test(error.message):
      return new Failure(
        'cancelled',
        'commit-gone',
        `Could not ${doing}: the commit no longer exists, it was replaced by a force push. The newer commit is graded instead.`,
        { facts },
      );
    case error.status >= 500:
      return new Failure(
        'infrastructure',
        'github-unavailable',
        `Could not ${doing}: ${error.response ? found : `GitHub could not be reached (${describe(error)})`}. It is tried again later; see https://www.githubstatus.com.`,
        { facts },
      );
    default:
      return new Failure(
        'infrastructure',
        'github-refused',
        `Could not ${doing}. ${found}. The request does not suit this version of GitHub; report it with these facts.`,
        { facts },
      );
  }
}

function describe(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error))
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
}
