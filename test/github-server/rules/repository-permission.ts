import type { RepositoryPermission } from '../control.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { AccountState } from '../state/account-state.ts';

/** What a user may do in a repository: the owner everything, anybody may read what is public. */
export function repositoryPermission(
  repository: RepositoryState,
  account: AccountState,
): RepositoryPermission {
  if (repository.owner === account) return 'admin';
  return repository.permissions.get(account.login.toLowerCase()) ?? (repository.private ? 'none' : 'read');
}

export function canWrite(permission: RepositoryPermission): boolean {
  return permission === 'admin' || permission === 'maintain' || permission === 'write';
}
