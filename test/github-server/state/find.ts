import type { RepositoryReference } from '../control.ts';
import type { CheckRunState, PullState, RepositoryState } from './repository-state.ts';
import type { InstallationState, World } from './world.ts';
import type { AccountState } from './account-state.ts';

export function fullName(repository: RepositoryState): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function findAccount(world: World, login: string): AccountState | undefined {
  return world.accounts.get(login.toLowerCase());
}

export function findRepository(world: World, owner: string, name: string): RepositoryState | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return [...world.repositories.values()].find((repository) => fullName(repository).toLowerCase() === wanted);
}

/** For the control object: an unknown repository is a mistake of the test. */
export function requireRepository(world: World, reference: RepositoryReference): RepositoryState {
  const [owner = '', name = ''] = typeof reference === 'string' ? reference.split('/') : [];

  const found =
    typeof reference === 'string' ? findRepository(world, owner, name) : world.repositories.get(reference.id);

  if (found === undefined) throw new Error(`no repository ${JSON.stringify(reference)}: add it first`);
  return found;
}

export function requirePull(repository: RepositoryState, number: number): PullState {
  const pull = repository.pulls.get(number);
  if (pull === undefined) throw new Error(`${fullName(repository)} has no pull request ${number}`);
  return pull;
}

export function requireCheckRun(
  world: World,
  id: number,
): { repository: RepositoryState; run: CheckRunState } {
  for (const repository of world.repositories.values()) {
    const run = repository.runs.get(id);
    if (run !== undefined) return { repository, run };
  }

  throw new Error(`no check run ${id}`);
}

/** The installation that covers a repository, if any. */
export function installationOf(world: World, repository: RepositoryState): InstallationState | undefined {
  return [...world.installations.values()].find((installation) => covers(installation, repository));
}

export function covers(installation: InstallationState, repository: RepositoryState): boolean {
  return (
    installation.account.id === repository.owner.id &&
    (installation.selected === null || installation.selected.has(repository.id))
  );
}
