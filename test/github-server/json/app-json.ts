import type { InstallationState, World } from '../state/world.ts';
import { nodeId } from './node-id.ts';
import { timestamp } from './timestamp.ts';
import { userJson } from './user-json.ts';

/** Description: `integration`. */
export function appJson(world: World) {
  return {
    id: world.app.id,
    slug: world.app.slug,
    node_id: nodeId('App', world.app.id),
    client_id: world.app.clientId,
    owner: userJson(world, world.appOwner),
    name: world.app.name,
    description: null,
    external_url: `${world.url}/apps/${world.app.slug}`,
    html_url: `${world.url}/apps/${world.app.slug}`,
    created_at: timestamp(world.appOwner.createdAt),
    updated_at: timestamp(world.appOwner.createdAt),
    permissions: world.appPermissions,
    events: [...world.appEvents],
  };
}

/** Description: `installation`. */
export function installationJson(world: World, installation: InstallationState) {
  const url = `${world.url}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    client_id: world.app.clientId,
    account: userJson(world, installation.account),
    repository_selection: installation.selected === null ? 'all' : 'selected',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${installation.id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: installation.permissions,
    events: [...world.appEvents],
    created_at: timestamp(installation.createdAt),
    updated_at: timestamp(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : userJson(world, world.appOwner),
    suspended_at: installation.suspendedAt === null ? null : timestamp(installation.suspendedAt),
  };
}
