import type { Connection } from '../client/connection.ts';

/** A check run of ours that has no conclusion yet. */
export interface UnfinishedCheckRun {
  id: number;
  name: string;
  /** The submission's id. */
  externalId: string;
  startedAt: Date;
}

/** Lists our check runs of a commit that have no conclusion, the newest of each name. */
export function listUnfinishedCheckRuns(
  connection: Connection,
  headSha: string,
  appId: number | undefined,
): Promise<UnfinishedCheckRun[]> {
  return connection.call(`list the check runs of commit ${headSha}`, async (octokit, at) => {
    const runs = await octokit.paginate(octokit.rest.checks.listForRef, {
      ...at,
      ref: headSha,
      per_page: 100,
      ...(appId === undefined ? {} : { app_id: appId }),
    });

    return runs
      .filter(({ status }) => status !== 'completed')
      .map(({ id, name, external_id, started_at }) => ({
        ...{ id, name },
        externalId: external_id ?? '',
        startedAt: new Date(started_at ?? 0),
      }));
  });
}
