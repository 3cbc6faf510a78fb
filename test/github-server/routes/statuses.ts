import { repositoryJson, repositoryUrl } from '../json/repository-json.ts';
import { statusJson } from '../json/status-json.ts';
import { accountOf } from '../rules/authenticate.ts';
import { requireCommit } from '../rules/check-run-rules.ts';
import { notFound } from '../rules/github-error.ts';
import { checkStatusDescription, checkStatusQuota, combinedState } from '../rules/status-rules.ts';
import type { RepositoryState, StatusState } from '../state/repository-state.ts';
import { resolveCommit } from '../state/resolve-commit.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import { repositoryOperation } from './operation.ts';

const READ = { needs: { statuses: 'read' }, user: 'read' } as const;
const WRITE = { needs: { statuses: 'write' }, user: 'write' } as const;

/** https://docs.github.com/rest/commits/statuses */
export const statusOperations: Operation[] = [
  repositoryOperation(
    'repos/create-commit-status',
    WRITE,
    ({ world, repository, parameters, body, actor }) => {
      requireCommit(repository, parameters.sha);
      const context = body.context ?? 'default';
      checkStatusQuota(repository.statuses, parameters.sha, context);
      checkStatusDescription(body.description ?? '');

      const status: StatusState = {
        id: world.nextId(),
        sha: parameters.sha,
        state: body.state,
        context,
        description: body.description ?? null,
        targetUrl: body.target_url ?? null,
        author: accountOf(world, actor),
        createdAt: world.now(),
      };

      repository.statuses.push(status);
      return { status: 201, body: statusJson(world, repository, status) };
    },
  ),

  repositoryOperation('repos/list-commit-statuses-for-ref', READ, (call) => {
    const { world, repository, parameters } = call;
    // "Statuses are returned in reverse chronological order" (list commit statuses for a reference).
    const found = statusesOf(repository, parameters.ref).statuses.reverse();
    return listed(call, found, (items) => items.map((each) => statusJson(world, repository, each)));
  }),

  repositoryOperation('repos/get-combined-status-for-ref', READ, (call) => {
    const { world, repository, parameters } = call;
    const { sha, statuses } = statusesOf(repository, parameters.ref);
    const latest = [...new Map(statuses.map((each) => [each.context, each])).values()];
    const url = `${repositoryUrl(world, repository)}/commits/${sha}`;
    return listed(call, latest, (items) => ({
      state: combinedState(latest),
      statuses: items.map((each) => statusJson(world, repository, each)),
      sha,
      total_count: latest.length,
      repository: repositoryJson(world, repository),
      commit_url: url,
      url: `${url}/status`,
    }));
  }),
];

function statusesOf(repository: RepositoryState, ref: string): { sha: string; statuses: StatusState[] } {
  const sha = resolveCommit(repository, ref);
  if (sha === undefined) throw notFound();
  return { sha, statuses: repository.statuses.filter((each) => each.sha === sha) };
}
