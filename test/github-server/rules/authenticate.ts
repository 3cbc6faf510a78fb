import type { InstallationState, Permissions, World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { checkAppJwt } from './app-jwt.ts';
import { GitHubError } from './github-error.ts';

/** Who sent a request. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'app' }
  | { kind: 'user'; account: AccountState; scopes: string[] }
  | {
      kind: 'installation';
      installation: InstallationState;
      permissions: Permissions;
      repositoryIds: Set<number> | null;
    };

/** Reads the `authorization` header. Unknown and expired tokens get 401, as on GitHub. */
export function authenticate(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'anonymous' };
  const token = /^(?:bearer|token)\s+(\S+)$/i.exec(authorization)?.[1] ?? '';

  if (token.split('.').length === 3 && token.startsWith('ey')) {
    checkAppJwt(token, { ...world.app, publicKey: world.appPublicKey }, world.now());
    return { kind: 'app' };
  }

  const known = world.tokens.get(token);
  if (known === undefined) throw badCredentials();
  if (known.kind === 'personal') return { kind: 'user', account: known.account, scopes: known.scopes };
  const uninstalled = !world.installations.has(known.installation.id);
  if (uninstalled || known.expiresAt <= world.now()) throw badCredentials();
  requireInUse(known.installation);
  return {
    kind: 'installation',
    installation: known.installation,
    permissions: known.permissions,
    repositoryIds: known.repositoryIds,
  };
}

/** https://docs.github.com/apps/maintaining-github-apps/suspending-a-github-app-installation */
export function requireInUse({ suspendedAt }: InstallationState): void {
  if (suspendedAt !== null) throw new GitHubError(403, 'This installation has been suspended');
}

/** The account that stands beside what an actor writes. */
export function accountOf(world: World, actor: Actor): AccountState {
  return actor.kind === 'user' ? actor.account : world.bot;
}

export function actorName(world: World, actor: Actor): string | null {
  if (actor.kind === 'anonymous') return null;
  return actor.kind === 'app' ? world.app.slug : accountOf(world, actor).login;
}

function badCredentials(): GitHubError {
  return new GitHubError(401, 'Bad credentials');
}
