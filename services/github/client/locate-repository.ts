import type { Octokit } from '@octokit/rest';
import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../domain/failure.ts';
import type { RepositoryReference } from './repository-reference.ts';
import { readHttpError } from './http-error.ts';

export interface RepositoryLocation {
  owner: string;
  repo: string;
}

const RepositoryShape = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  owner: Type.Object({ login: Type.String() }),
});

/**
 * Where the repository with this id is now. A rename or transfer redirects the old name, until somebody else takes
 * the name: so the id is compared, and asked for directly when the name leads elsewhere or nowhere.
 */
export async function locateRepository(
  octokit: Octokit,
  { repositoryId, owner, name }: RepositoryReference,
): Promise<RepositoryLocation> {
  const byName = await read(octokit, 'GET /repos/{owner}/{repo}', { owner, repo: name });
  if (byName?.id === repositoryId) return locationOf(byName);
  // Not in the published description, but it is where GitHub's own redirects of renamed repositories lead.
  const byId = await read(octokit, 'GET /repositories/{repository_id}', { repository_id: repositoryId });
  if (byId?.id === repositoryId) return locationOf(byId);
  throw new Failure(
    'configuration',
    'not-found',
    `Expected the repository ${owner}/${name} with the id ${repositoryId}, found ${byName ? `another one with the id ${byName.id} under that name` : 'none'}. It was deleted, or the App is not installed on it any more.`,
    { facts: { repositoryId, foundId: byName?.id ?? null } },
  );
}

async function read(octokit: Octokit, route: string, parameters: Record<string, string | number>) {
  try {
    const response: { data: unknown } = await octokit.request(route, parameters);
    return Value.Parse(RepositoryShape, response.data);
  } catch (error) {
    if (readHttpError(error)?.status === 404) return undefined;
    throw error;
  }
}

function locationOf(repository: Type.Static<typeof RepositoryShape>): RepositoryLocation {
  return { owner: repository.owner.login, repo: repository.name };
}
