import type { GitHubSettings } from '../client/github-settings.ts';
import { signAppJwt } from './app-jwt.ts';
import { readPrivateKeys } from './private-keys.ts';

/** Signs for the App, with the key that GitHub takes and at the time that GitHub's clock shows. */
export interface AppSigner {
  /** In the form that `@octokit/auth-app` wants; it knows the difference of the clocks after a refusal. */
  createJwt(appId: number | string, secondsAhead?: number): Promise<{ jwt: string; expiresAt: string }>;
  /** Goes on to the next key, the older one during a rotation; false when every key was tried. */
  tryNextKey(): boolean;
  /** Seconds by which GitHub's clock is ahead of ours, as far as a refusal has taught it. */
  secondsAhead(): number;
}

/** Failure `private-key-invalid` for a key that cannot be read. */
export function createAppSigner(
  settings: Extract<GitHubSettings, { mode: 'app' }>,
  now: () => number,
): AppSigner {
  const keys = readPrivateKeys(settings.privateKey);
  let used = 0;
  let refused = 0;
  let ahead = 0;

  return {
    async createJwt(_appId, secondsAhead) {
      if (secondsAhead !== undefined && secondsAhead !== ahead) {
        ahead = secondsAhead;

        settings.logger?.warn(
          { secondsAhead },
          "The clock differs from GitHub's; synchronise it (NTP). The difference is allowed for meanwhile",
        );
      }

      const key = keys[used % keys.length] ?? keys[0];
      return signAppJwt({ appId: settings.appId, key, atSeconds: Math.floor(now() / 1000) + ahead });
    },
    tryNextKey() {
      refused += 1;
      if (refused % keys.length === 0) return false;
      used += 1;

      settings.logger?.warn(
        { keys: keys.length, now: (used % keys.length) + 1 },
        'GitHub does not take this private key of the App; using the next one in the file. Generate a key in the settings of the App and put it first',
      );

      return true;
    },
    secondsAhead: () => ahead,
  };
}
