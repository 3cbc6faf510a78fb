import { covers } from '../state/find.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { PermissionLevel } from '../state/world.ts';
import type { Actor } from './authenticate.ts';
import { GitHubError, notFound } from './github-error.ts';
import { canWrite, repositoryPermission } from './repository-permission.ts';

/** Any one of these permissions of an installation token suffices. */
export type Needs = Record<string, PermissionLevel>;

export type RepositoryAccess = {
  needs: Needs;
  /** What a user with a personal token must be able to do: read, or write the repository's content. */
  user: 'read' | 'write' | 'never';
};

/**
 * May the actor do this to the repository? A repository that cannot be seen is 404, a missing permission 403.
 * https://docs.github.com/rest/overview/permissions-required-for-github-apps
 */
export function authorize(actor: Actor, repository: RepositoryState, access: RepositoryAccess): void {
  if (actor.kind === 'installation') authorizeInstallation(actor, repository, access.needs);
  else if (actor.kind === 'user') authorizeUser(actor, repository, access);
  else if (actor.kind === 'app') throw new GitHubError(401, 'Bad credentials');
  else if (access.user === 'read' && isRead(access.needs) && !repository.private) return;
  else throw repository.private ? notFound() : new GitHubError(401, 'Requires authentication');
}

function authorizeInstallation(
  actor: Extract<Actor, { kind: 'installation' }>,
  repository: RepositoryState,
  needs: Needs,
): void {
  const included =
    covers(actor.installation, repository) &&
    (actor.repositoryIds === null || actor.repositoryIds.has(repository.id));

  if (!included) {
    if (repository.private) throw notFound();
    if (isRead(needs)) return;
    throw notIntegrated(needs);
  }

  const granted = Object.entries(needs).some(([name, level]) => {
    const has = name === 'metadata' ? 'read' : actor.permissions[name];
    return has === 'write' || (has === 'read' && level === 'read');
  });

  if (!granted) throw notIntegrated(needs);
}

function authorizeUser(
  actor: Extract<Actor, { kind: 'user' }>,
  repository: RepositoryState,
  access: RepositoryAccess,
): void {
  const permission = repositoryPermission(repository, actor.account);
  if (permission === 'none') throw notFound();
  // data/reusables/apps/checks-availability.md: only GitHub Apps can write check runs.
  if (access.user === 'never') throw new GitHubError(403, 'You must authenticate via a GitHub App.');
  if (access.user === 'write' && !canWrite(permission)) throw notFound();
}

function isRead(needs: Needs): boolean {
  return Object.values(needs).every((level) => level === 'read');
}

function notIntegrated(needs: Needs): GitHubError {
  const wanted = Object.entries(needs).map(([name, level]) => `${name}=${level}`);
  return new GitHubError(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': wanted.join('; ') },
  });
}
