import { findCommit } from './git-files.ts';
import type { RepositoryState } from './repository-state.ts';

const FULL_SHA = /^[0-9a-f]{40}$/;

/** The commit that a branch, tag, ref or object id names; undefined if none does. */
export function resolveCommit(repository: RepositoryState, name: string): string | undefined {
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
    const sha = repository.refs.get(ref);
    if (sha !== undefined) return sha;
  }

  return FULL_SHA.test(name) && findCommit(repository.network.objects, name) ? name : undefined;
}
