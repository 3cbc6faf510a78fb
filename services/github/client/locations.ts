import type { Octokit } from '@octokit/rest';
import type { RepositoryReference } from './repository-reference.ts';
import { locateRepository, type RepositoryLocation } from './locate-repository.ts';

/** Milliseconds for which a repository is taken to stay where it is; its token does not open another one. */
const FRESH_MS = 60_000;
const MOST_KNOWN = 10_000;

/** Finds repositories by their id, and remembers for a minute where they are. */
export type Locate = (octokit: Octokit, reference: RepositoryReference) => Promise<RepositoryLocation>;

export function createLocations(now: () => number): Locate {
  const known = new Map<number, { at: number; location: RepositoryLocation }>();

  return async (octokit, reference) => {
    const fresh = known.get(reference.repositoryId);
    if (fresh !== undefined && now() - fresh.at < FRESH_MS) return fresh.location;
    const location = await locateRepository(octokit, reference);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(reference.repositoryId, { at: now(), location });
    return location;
  };
}
