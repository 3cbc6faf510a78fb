import type { Connection } from '../client/connection.ts';
import { toWrittenCommit, type WrittenCommit } from './written-commit.ts';

/** As many as one answer holds. */
const MOST_COMMITS = 100;

/** The newest commits that lead to this one, itself first, at most a hundred. */
export function listNewestCommits(connection: Connection, sha: string): Promise<WrittenCommit[]> {
  return connection.call(`list the commits before ${sha}`, async (octokit, at) => {
    const { data } = await octokit.rest.repos.listCommits({ ...at, sha, per_page: MOST_COMMITS });
    return data.map(toWrittenCommit);
  });
}
