import type { Connection } from '../client/connection.ts';

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
    const { pushed_at } = repository as { pushed_at: string | null };
    return {
      ...{ name, headSha: data.object.sha },
      ...(pushed_at !== null && { pushedAt: new Date(pushed_at) }),
    };
  });
}
