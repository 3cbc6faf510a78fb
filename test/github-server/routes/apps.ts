import { randomBytes } from 'node:crypto';
import { registerApp } from '../state/register-app.ts';
import { appJson, installationJson } from '../json/app-json.ts';
import { repositoryJson } from '../json/repository-json.ts';
import { timestamp } from '../json/timestamp.ts';
import { requireInUse } from '../rules/authenticate.ts';
import { GitHubError, notFound } from '../rules/github-error.ts';
import { covers, installationOf } from '../state/find.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { InstallationState, Permissions, World } from '../state/world.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import { operation } from './operation.ts';

const TOKEN_LIFE = 3_600_000;

/** https://docs.github.com/rest/apps */
export const appOperations: Operation[] = [
  operation('apps/create-from-manifest', 'anyone', ({ world, parameters, outbox }) => {
    const registration = world.registrations.get(parameters.code);
    world.registrations.delete(parameters.code);
    if (registration === undefined || registration.validUntil <= world.now()) throw notFound();
    registerApp(world, registration);
    outbox.aim(registration.webhookUrl === null ? null : { url: registration.webhookUrl });
    return {
      status: 201,
      body: {
        ...appJson(world),
        client_secret: world.app.clientSecret,
        webhook_secret: world.app.webhookSecret,
        pem: world.app.privateKey,
      },
    };
  }),

  operation('apps/get-authenticated', 'app', ({ world }) => ({ status: 200, body: appJson(world) })),

  operation('apps/list-installations', 'app', (call) =>
    listed(call, [...call.world.installations.values()], (items) =>
      items.map((each) => installationJson(call.world, each)),
    ),
  ),

  operation('apps/get-installation', 'app', ({ world, parameters }) => ({
    status: 200,
    body: installationJson(world, requireInstallation(world, parameters.installation_id)),
  })),

  operation('apps/get-repo-installation', 'app', ({ world, parameters }) => {
    const name = `${parameters.owner}/${parameters.repo}`.toLowerCase();

    const found = [...world.repositories.values()].find(
      (each) => `${each.owner.login}/${each.name}`.toLowerCase() === name,
    );

    const installation = found === undefined ? undefined : installationOf(world, found);
    if (installation === undefined) throw notFound();
    return { status: 200, body: installationJson(world, installation) };
  }),

  operation('apps/create-installation-access-token', 'app', ({ world, parameters, body }) => {
    const installation = requireInstallation(world, parameters.installation_id);
    requireInUse(installation);
    const permissions = narrowed(installation.permissions, body?.permissions ?? {});
    const repositories = namedRepositories(world, installation, body ?? {});
    // Long on purpose: since April 2026 new tokens are stateless and longer than the former 40 characters.
    const token = `ghs_${randomBytes(60).toString('base64url')}`;
    const expiresAt = world.now() + TOKEN_LIFE;

    world.tokens.set(token, {
      kind: 'installation',
      installation,
      permissions,
      repositoryIds: repositories === null ? null : new Set(repositories.map((each) => each.id)),
      expiresAt,
    });

    return {
      status: 201,
      body: {
        token,
        expires_at: timestamp(expiresAt),
        permissions,
        repository_selection: repositories === null && installation.selected === null ? 'all' : 'selected',
        ...(repositories === null
          ? {}
          : { repositories: repositories.map((each) => repositoryJson(world, each)) }),
      },
    };
  }),

  operation('apps/list-repos-accessible-to-installation', 'installation', (call) => {
    const { actor, world } = call;
    if (actor.kind !== 'installation') throw notFound();

    const visible = [...world.repositories.values()].filter(
      (each) =>
        covers(actor.installation, each) &&
        (actor.repositoryIds === null || actor.repositoryIds.has(each.id)),
    );

    return listed(call, visible, (items) => ({
      total_count: visible.length,
      repository_selection: actor.installation.selected === null ? 'all' : 'selected',
      repositories: items.map((each) => repositoryJson(world, each)),
    }));
  }),
];

function requireInstallation(world: World, id: number): InstallationState {
  const installation = world.installations.get(id);
  if (installation === undefined) throw notFound();
  return installation;
}

/** "The permissions granted to the user access token" may be fewer than the installation's, never more. */
function narrowed(granted: Permissions, wanted: object): Permissions {
  const entries = Object.entries(wanted);
  if (entries.length === 0) return granted;

  for (const [name, level] of entries) {
    const has = granted[name];

    if (has === undefined || (has === 'read' && level !== 'read')) {
      throw new GitHubError(422, 'The permissions requested are not granted to this installation.');
    }
  }

  return { metadata: 'read', ...Object.fromEntries(entries) };
}

function namedRepositories(
  world: World,
  installation: InstallationState,
  wanted: { repositories?: string[] | undefined; repository_ids?: number[] | undefined },
): RepositoryState[] | null {
  const names = wanted.repositories ?? [];
  const ids = wanted.repository_ids ?? [];
  if (names.length === 0 && ids.length === 0) return null;
  const all = [...world.repositories.values()].filter((each) => covers(installation, each));
  const found = all.filter((each) => names.includes(each.name) || ids.includes(each.id));

  if (found.length < new Set([...names, ...ids]).size) {
    throw new GitHubError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }

  return found;
}
