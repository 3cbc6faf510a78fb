import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { nodeId } from './node-id.ts';
import { timestamp } from './timestamp.ts';

/** Whom GitHub shows in place of a deleted account: https://github.com/ghost */
const GHOST = { id: 10_137, login: 'ghost', type: 'User' } as const;

/** Description: `nullable-simple-user`. */
export function nullableUserJson(world: World, account: AccountState | undefined) {
  return account === undefined || account.isDeleted === true ? null : userJson(world, account);
}

/** Description: `simple-user`. */
export function userJson(world: World, known: Pick<AccountState, 'id' | 'login' | 'type' | 'isDeleted'>) {
  const account = known.isDeleted === true ? GHOST : known;
  const url = `${world.url}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${world.url}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** Description: `public-user`. */
export function publicUserJson(world: World, account: AccountState) {
  return {
    ...userJson(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: [...world.repositories.values()].filter((each) => each.owner === account && !each.private)
      .length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(account.createdAt),
    updated_at: timestamp(account.createdAt),
  };
}
