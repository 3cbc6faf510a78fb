import type { PullState, RepositoryState } from './repository-state.ts';

type Former = Pick<RepositoryState, 'refs' | 'pulls'>;

const kept = new WeakMap<RepositoryState, Former>();

/** Keeps where branches and pull requests of a repository stand, before something there changes. */
export function keepFormer(repository: RepositoryState): void {
  const pulls = new Map<number, PullState>();
  for (const [number, pull] of repository.pulls) pulls.set(number, { ...pull });
  kept.set(repository, { refs: new Map(repository.refs), pulls });
}

/**
 * The repository as a copy knows it that has not seen the last change yet: heads, states, lists and branches are those from
 * before. What applications write is there, commits and files are known by their names.
 */
export function formerly(repository: RepositoryState): RepositoryState {
  return { ...repository, ...kept.get(repository) };
}
