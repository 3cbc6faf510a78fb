import type { Connection } from './connection.ts';

export interface Branch {
  name: string;
  headSha: string;
  /** When anything was pushed to the repository last; undefined when GitHub does not say. */
  pushedAt?: Date;
}

/** The default branch and its newest commit as they are now. */
export function readDefaultBranch(connection: Connection): Promise<Branch> {
  return connection.call('read the default branch', async (octokit, at) => {
    const { data: repository } = await octokit.rest.repos.get({ ...at });
    const name = repository.default_branch;
    const { data } = await octokit.rest.git.getRef({ ...at, ref: `heads/${name}` });
    // The published type forgets that the description of other answers lets it be missing.
    const pushedAt = repository.pushed_at as string | null;
    return {
      ...{ name, headSha: data.object.sha },
      ...(pushedAt === null ? {} : { pushedAt: new Date(pushedAt) }),
    };
  });
}
