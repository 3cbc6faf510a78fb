import type { Octokit } from '@octokit/rest';
import type { CheckRunIdentity, NewCheckRun } from './check-run-state.ts';
import type { Connection } from '../client/connection.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';
import { readHttpError } from '../client/http-error.ts';

/**
 * Finds the check run of this identity, or creates it. A create is sent once only: after a server error GitHub may
 * have carried it out (one outage made up to 56 duplicates a call, https://github.com/pytorch/test-infra/issues/8061),
 * so the list is read again, and what is not there is left to the job's next try.
 */
export function ensureCheckRun(connection: Connection, run: NewCheckRun): Promise<{ id: number }> {
  return connection.call(`create the check run "${run.name}"`, async (octokit, at) => {
    const existing = await findCheckRun(octokit, at, run);
    if (existing) return existing;

    try {
      const { data } = await octokit.rest.checks.create({
        ...at,
        head_sha: run.headSha,
        name: run.name,
        external_id: run.externalId,
        status: run.status,
        output: { title: run.output.title, summary: run.output.summary, ...textOf(run) },
        ...(run.detailsUrl === undefined ? {} : { details_url: run.detailsUrl }),
        ...(run.startedAt === undefined ? {} : { started_at: run.startedAt.toISOString() }),
        request: { retries: 0 },
      });

      return { id: data.id };
    } catch (error) {
      if ((readHttpError(error)?.status ?? 0) < 500) throw error;
      const created = await findCheckRun(octokit, at, run);
      if (created) return created;
      throw error;
    }
  });
}

/** The newest of them, should two processes have created one each: GitHub shows the newest of a name. */
async function findCheckRun(
  octokit: Octokit,
  at: RepositoryLocation,
  { headSha, name, externalId }: CheckRunIdentity,
): Promise<{ id: number } | undefined> {
  const runs = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...at,
    ref: headSha,
    check_name: name,
    filter: 'all',
    per_page: 100,
  });

  const ids = runs.filter((run) => run.external_id === externalId).map((run) => run.id);
  return ids.length === 0 ? undefined : { id: Math.max(...ids) };
}

function textOf({ output: { text } }: NewCheckRun): { text?: string } {
  return text === undefined ? {} : { text };
}
