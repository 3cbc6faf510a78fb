import { changedFileJson, commitJson } from '../json/commit-json.ts';
import { listedPullJson, pullFiles, pullJson } from '../json/pull-json.ts';
import { notFound } from '../rules/github-error.ts';
import { commitsBetween } from '../state/git-history.ts';
import type { PullState, RepositoryState } from '../state/repository-state.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import { repositoryOperation } from './operation.ts';

/** "Responses include a maximum of 3000 files" (list pull requests files). */
const MOST_FILES = 3000;
const READ = { needs: { pull_requests: 'read' }, user: 'read' } as const;

/** https://docs.github.com/rest/pulls */
export const pullOperations: Operation[] = [
  repositoryOperation('pulls/get', READ, ({ world, repository, parameters }) => ({
    status: 200,
    body: pullJson(world, repository, pullOf(repository, parameters.pull_number)),
  })),

  repositoryOperation('pulls/list', READ, (call) => {
    const { world, repository, parameters } = call;
    const { state = 'open', head, base, sort = 'created' } = parameters;

    const found = [...repository.pulls.values()]
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => head === undefined || head === `${pull.headRepository.owner.login}:${pull.headRef}`)
      .filter((pull) => base === undefined || base === pull.baseRef)
      .sort((a, b) => (sort === 'updated' ? a.updatedAt - b.updatedAt : a.number - b.number));

    // "Default: desc when sort is created or sort is not specified, otherwise asc" (list pull requests).
    const direction = parameters.direction ?? (sort === 'created' ? 'desc' : 'asc');
    if (direction === 'desc') found.reverse();
    return listed(call, found, (items) => items.map((pull) => listedPullJson(world, repository, pull)));
  }),

  repositoryOperation('pulls/list-files', READ, (call) => {
    const { world, repository, parameters } = call;
    const pull = pullOf(repository, parameters.pull_number);
    return listed(call, pullFiles(repository, pull).slice(0, MOST_FILES), (items) =>
      items.map((file) => changedFileJson(world, repository, pull.headSha, file)),
    );
  }),

  repositoryOperation('pulls/list-commits', READ, (call) => {
    const { world, repository, parameters } = call;
    const pull = pullOf(repository, parameters.pull_number);
    return listed(call, commitsBetween(repository.network.objects, pull.baseSha, pull.headSha), (items) =>
      items.map((sha) => commitJson(world, repository, sha)),
    );
  }),

  repositoryOperation('repos/list-pull-requests-associated-with-commit', READ, (call) => {
    const { world, repository, parameters } = call;
    const { objects } = repository.network;

    const found = [...repository.pulls.values()].filter(({ baseSha, headSha }) =>
      commitsBetween(objects, baseSha, headSha).includes(parameters.commit_sha),
    );

    return listed(call, found, (items) => items.map((pull) => listedPullJson(world, repository, pull)));
  }),
];

function pullOf(repository: RepositoryState, number: number): PullState {
  const pull = repository.pulls.get(number);
  if (pull === undefined) throw notFound();
  return pull;
}
