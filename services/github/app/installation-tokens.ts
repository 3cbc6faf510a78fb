import type { Octokit } from '@octokit/rest';
import Type from 'typebox';
import Value from 'typebox/value';
import { APP_PERMISSIONS } from './app-permissions.ts';

const Authentication = Type.Object({ token: Type.String() });
/** Repositories of one installation for which tokens of their own are minted. */
const MOST_NARROWED = 50;

/** Installation tokens, cached for 59 of their 60 minutes and minted once however many ask at the same time. */
export interface InstallationTokens {
  /** `renew`: GitHub no longer takes the one that was given last. */
  get(
    target: { installationId: number; repositoryId?: number },
    options?: { renew?: boolean },
  ): Promise<string>;
}

/**
 * A token may do what Saiten needs and no more, in one repository: what leaks is worth little. In a large
 * installation the repositories after the first 50 share a token, because GitHub counts each minting.
 */
export function createInstallationTokens(app: Octokit): InstallationTokens {
  const narrowed = new Map<number, Set<number>>();

  function isNarrowed(installationId: number, repositoryId: number): boolean {
    const known = narrowed.get(installationId) ?? new Set();
    narrowed.set(installationId, known);
    if (known.size < MOST_NARROWED) known.add(repositoryId);
    return known.has(repositoryId);
  }

  return {
    async get({ installationId, repositoryId }, { renew = false } = {}) {
      const one = repositoryId !== undefined && isNarrowed(installationId, repositoryId);

      const authentication: unknown = await app.auth({
        type: 'installation',
        installationId,
        permissions: APP_PERMISSIONS,
        ...(one ? { repositoryIds: [repositoryId] } : {}),
        ...(renew ? { refresh: true } : {}),
      });

      return Value.Parse(Authentication, authentication).token;
    },
  };
}
