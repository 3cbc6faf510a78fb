import { createHash } from 'node:crypto';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { Failure } from '../../domain/failure.ts';
import { timeLimitedFetch } from '../client/time-limited-fetch.ts';
import { webAddress } from '../client/web-address.ts';

export interface SignInOptions {
  /** Of GitHub's REST API. */
  apiUrl: string;
  /** Of the GitHub App or OAuth App. */
  clientId: string;
  clientSecret: string;
}

/** GitHub's web flow (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps). */
export interface SignIn {
  /** Where a browser is sent so that GitHub asks the person; it comes back to `redirectUri` with `state`. */
  address(flow: { state: string; verifier: string; redirectUri: string }): string;
  /**
   * Who it is, for the code that came back. No permission is asked for, and GitHub's token is forgotten at once.
   * Failures: `learner`/`sign-in-refused`, `infrastructure`/`github-unavailable`.
   */
  finish(flow: {
    code: string;
    verifier: string;
    redirectUri: string;
  }): Promise<{ githubId: number; login: string }>;
}

const TIMEOUT_MS = 10_000;
const Granted = Type.Object({ access_token: Type.String({ minLength: 1 }) });
const User = Type.Object({ id: Type.Integer({ minimum: 1 }), login: Type.String({ minLength: 1 }) });

export function createSignIn({ apiUrl, clientId, clientSecret }: SignInOptions, send = fetch): SignIn {
  const web = webAddress(apiUrl);
  const limited = timeLimitedFetch(send, TIMEOUT_MS);

  return {
    address({ state, verifier, redirectUri }) {
      const url = new URL(`${web}/login/oauth/authorize`);

      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();

      return url.href;
    },
    async finish({ code, verifier, redirectUri }) {
      const granted = await readJson(`${web}/login/oauth/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: clientId,
          client_secret: clientSecret,
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        }),
      });

      // GitHub answers 200 with an `error` for a code that is wrong, old or used.
      if (!Value.Check(Granted, granted)) throw refused();

      const user = await readJson(`${apiUrl}/user`, {
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${granted.access_token}`,
          'user-agent': 'saiten',
        },
      });

      if (!Value.Check(User, user)) throw refused();
      return { githubId: user.id, login: user.login };
    },
  };

  async function readJson(url: string, request: RequestInit): Promise<unknown> {
    let answer: Response;
    let body: unknown;

    try {
      answer = await limited(url, request);
      body = answer.status < 500 ? await answer.json() : undefined;
    } catch (cause) {
      throw unavailable(cause);
    }

    if (answer.status >= 500) throw unavailable(new Error(`GitHub answered ${answer.status}`));
    return body;
  }
}

function refused(): Failure {
  return new Failure('learner', 'sign-in-refused', 'GitHub did not confirm who you are. Sign in once more.');
}

function unavailable(cause: unknown): Failure {
  return new Failure(
    'infrastructure',
    'github-unavailable',
    'GitHub did not answer. Try again in a minute.',
    {
      cause,
    },
  );
}
