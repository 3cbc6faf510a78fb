import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { nodeId } from './node-id.ts';

/** Description: `organization-simple-webhooks`. */
export function organizationJson(world: World, account: AccountState) {
  const url = `${world.url}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/${account.id}`,
    description: null,
  };
}
