import { createHash } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { createConnection } from './connection.ts';
import { createOctokit } from './create-octokit.ts';
import { createRepository } from './create-repository.ts';
import type { GitHubRepository, RepositoryReference } from './github-repository.ts';
import type { GitHubSettings } from './github-settings.ts';
import { locateRepository } from './locate-repository.ts';
import { createOwnership } from './ownership.ts';
import { createTurns } from './turns.ts';

export interface GitHub {
  readonly mode: GitHubSettings['mode'];
  /** No request is made before the first verb is called. Keep the object for one job, not for ever. */
  forRepository(reference: RepositoryReference): GitHubRepository;
}

/** Access to GitHub as an App or with a token. Opens no connection. */
export function createGitHub(settings: GitHubSettings): GitHub {
  const clients = new Map<number | undefined, Octokit>();
  const takeTurns = createTurns();
  const ownership = createOwnership(settings);
  const now = settings.now ?? Date.now;

  function clientFor(installationId: number | undefined): Octokit {
    const client =
      clients.get(installationId) ??
      createOctokit(settings, {
        budget: budgetOf(settings, installationId),
        ...(installationId === undefined ? {} : { installationId }),
      });
    clients.set(installationId, client);
    return client;
  }

  async function open(reference: RepositoryReference) {
    const octokit = clientFor(
      settings.mode === 'token'
        ? undefined
        : (reference.installationId ?? (await findInstallation(clientFor(undefined), reference))),
    );
    return { octokit, at: await locateRepository(octokit, reference) };
  }

  return {
    mode: settings.mode,
    forRepository: (reference) =>
      createRepository({
        connection: createConnection(() => open(reference), now),
        repositoryId: reference.repositoryId,
        ownership,
        takeTurns,
      }),
  };
}

async function findInstallation(octokit: Octokit, { owner, name }: RepositoryReference): Promise<number> {
  const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo: name });
  return data.id;
}

function budgetOf(settings: GitHubSettings, installationId: number | undefined): string {
  const host = settings.baseUrl ?? 'github.com';
  if (settings.mode === 'app') return `${host}/app-${settings.appId}/${installationId ?? 'itself'}`;
  return `${host}/token-${createHash('sha256').update(settings.token).digest('hex').slice(0, 12)}`;
}
