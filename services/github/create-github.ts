import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Octokit } from '@octokit/rest';
import { Failure } from '../domain/failure.ts';
import { createAppAccess, type AppAccess } from './app/app-access.ts';
import { createAppClient } from './app/app-client.ts';
import { carryToken } from './client/carry-token.ts';
import { createConnection } from './client/connection.ts';
import { createOctokits } from './client/create-octokit.ts';
import { createRepository } from './repository/create-repository.ts';
import type { GitHubRepository } from './repository/github-repository.ts';
import type { RepositoryReference } from './client/repository-reference.ts';
import type { GitHubSettings } from './client/github-settings.ts';
import { createInstallationTokens } from './app/installation-tokens.ts';
import { createLocations } from './client/locations.ts';
import type { OpenPullRequestCache } from './repository/open-pull-requests.ts';
import { createOwnership } from './client/ownership.ts';
import { createTokenAccess, type TokenAccess } from './client/token-access.ts';
import { createKeyedMutex } from './limits/keyed-mutex.ts';
import type { Urgency } from './limits/urgency.ts';

export interface GitHub {
  readonly mode: GitHubSettings['mode'];
  /** What only an App can ask; absent in token mode. */
  readonly app?: AppAccess;
  /** Absent in App mode. */
  readonly token?: TokenAccess;
  /** No request is made before the first verb is called. Keep the object for one job, not for ever. */
  forRepository(reference: RepositoryReference, options?: { urgency?: Urgency }): GitHubRepository;
  /** The repository of this name, for one that is known from a setting alone; undefined when there is none for us. */
  findRepository(owner: string, name: string): Promise<RepositoryReference | undefined>;
}

/** A repository of which the name may be all that is known. */
type Place = Pick<RepositoryReference, 'owner' | 'name' | 'installationId'> & { repositoryId?: number };

/** Access to GitHub as an App or with a token. Opens no connection. Failure `private-key-invalid`. */
export function createGitHub(settings: GitHubSettings): GitHub {
  const now = settings.now ?? Date.now;
  const createClient = createOctokits(settings);
  const identity = settings.mode === 'app' ? asApp(settings) : asToken(settings);
  const inTurn = createKeyedMutex();
  const ownership = createOwnership(settings);
  const locate = createLocations(now);
  const openPullRequests: OpenPullRequestCache = new Map();

  function asToken({ token }: { token: string }) {
    const owner = createHash('sha256').update(token).digest('hex').slice(0, 12);

    const client = (urgency: Urgency) =>
      createClient({ budget: `token-${owner}`, urgency, authentication: { auth: token } });

    return {
      access: { token: createTokenAccess(client('answer'), now) },
      client: async (_place: Place, urgency: Urgency) => client(urgency),
    };
  }

  function asApp(app: Extract<GitHubSettings, { mode: 'app' }>) {
    const { octokit, secondsAhead } = createAppClient(app, createClient);
    const tokens = createInstallationTokens(octokit);

    const installationClient = (
      target: { installationId: number; repositoryId?: number },
      urgency: Urgency,
    ) => {
      const client = createClient({
        budget: `app-${app.appId}/${target.installationId}`,
        urgency,
        authentication: {},
      });

      carryToken(client, {
        token: (options) => tokens.get(target, options),
        sleep: settings.sleep ?? ((milliseconds) => sleep(milliseconds)),
      });

      return client;
    };

    return {
      access: { app: createAppAccess({ octokit, secondsAhead, installationClient, now }) },
      client: async ({ owner, name, installationId, repositoryId }: Place, urgency: Urgency) =>
        installationClient(
          {
            installationId: installationId ?? (await findInstallation(octokit, { owner, name })),
            ...(repositoryId === undefined ? {} : { repositoryId }),
          },
          urgency,
        ),
    };
  }

  return {
    mode: settings.mode,
    ...identity.access,
    findRepository: (owner, name) =>
      createConnection(
        async () => ({
          octokit: await identity.client({ owner, name }, 'answer'),
          at: { owner, repo: name },
        }),
        now,
      )
        .call(`find the repository ${owner}/${name}`, async (octokit, at) => {
          const { data } = await octokit.rest.repos.get({ ...at });
          return { repositoryId: data.id, owner: data.owner.login, name: data.name };
        })
        .catch((error: unknown) => {
          if (error instanceof Failure && error.code === 'not-found') return undefined;
          throw error;
        }),
    forRepository: (reference, { urgency = 'answer' } = {}) =>
      createRepository({
        connection: createConnection(async () => {
          const octokit = await identity.client(reference, urgency);
          return { octokit, at: await locate(octokit, reference) };
        }, now),
        repositoryId: reference.repositoryId,
        appId: settings.mode === 'app' ? settings.appId : undefined,
        ownership,
        inTurn,
        openPullRequests,
      }),
  };
}

async function findInstallation(
  octokit: Octokit,
  { owner, name }: Pick<RepositoryReference, 'owner' | 'name'>,
): Promise<number> {
  const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo: name });
  return data.id;
}
