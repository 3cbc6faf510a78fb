import { changedFileJson, commitJson } from '../json/commit-json.ts';
import { fullRepositoryJson, repositoryPage, repositoryUrl } from '../json/repository-json.ts';
import { userJson } from '../json/user-json.ts';
import { GitHubError, notFound } from '../rules/github-error.ts';
import { pageOf } from '../rules/page-of.ts';
import { repositoryPermission } from '../rules/repository-permission.ts';
import { changedFiles } from '../state/changed-files.ts';
import { findAccount } from '../state/find.ts';
import { ancestors, commitsBetween, mergeBase } from '../state/git-history.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import { resolveCommit } from '../state/resolve-commit.ts';
import type { Operation } from './operation.ts';
import { listed } from './listed.ts';
import { repositoryOperation } from './operation.ts';

/** "Get a commit" and "compare" give at most 300 files a page. */
const FILES_PER_PAGE = 300;
const CONTENTS = { needs: { contents: 'read' }, user: 'read' } as const;

/** https://docs.github.com/rest/repos, https://docs.github.com/rest/commits */
export const repositoryOperations: Operation[] = [
  repositoryOperation(
    'repos/get',
    { needs: { metadata: 'read' }, user: 'read' },
    ({ world, repository }) => ({
      status: 200,
      body: fullRepositoryJson(world, repository),
    }),
  ),

  repositoryOperation(
    'repos/get-collaborator-permission-level',
    { needs: { metadata: 'read' }, user: 'write' },
    ({ world, repository, parameters }) => {
      const account = findAccount(world, parameters.username);
      if (account === undefined) throw notFound();
      const role = repositoryPermission(repository, account);
      const permission = { maintain: 'write', triage: 'read' }[role as string] ?? role;
      return {
        status: 200,
        body: { permission, role_name: role, user: { ...userJson(world, account), role_name: role } },
      };
    },
  ),

  repositoryOperation('repos/list-commits', CONTENTS, (call) => {
    const { world, repository, parameters } = call;
    const tip = resolveCommit(repository, parameters.sha ?? repository.defaultBranch);
    if (tip === undefined) throw notFound();
    return listed(call, [...ancestors(repository.network.objects, tip)], (items) =>
      items.map((sha) => commitJson(world, repository, sha)),
    );
  }),

  repositoryOperation('repos/get-commit', CONTENTS, ({ world, repository, parameters }) => {
    const sha = resolveCommit(repository, parameters.ref);
    if (sha === undefined) throw new GitHubError(422, `No commit found for SHA: ${parameters.ref}`);
    const body = commitJson(world, repository, sha);
    const files = changedFiles(repository.network.objects, body.parents[0]?.sha, sha);
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    return {
      status: 200,
      body: {
        ...body,
        stats: { total: additions + deletions, additions, deletions },
        files: files.slice(0, FILES_PER_PAGE).map((file) => changedFileJson(world, repository, sha, file)),
      },
    };
  }),

  repositoryOperation(
    'repos/compare-commits-with-basehead',
    CONTENTS,
    ({ world, repository, parameters }) => {
      const [baseName = '', headName = ''] = parameters.basehead.split('...');
      const base = resolveEnd(repository, baseName);
      const head = resolveEnd(repository, headName);
      const { objects } = repository.network;
      const common = base === undefined || head === undefined ? undefined : mergeBase(objects, base, head);
      if (base === undefined || head === undefined || common === undefined) throw notFound();
      const ahead = commitsBetween(objects, base, head);
      const behind = commitsBetween(objects, head, base);

      const files =
        parameters.page === undefined || parameters.page === 1 ? changedFiles(objects, common, head) : [];

      const page = `${repositoryPage(world, repository)}/compare/${parameters.basehead}`;
      return {
        status: 200,
        body: {
          url: `${repositoryUrl(world, repository)}/compare/${parameters.basehead}`,
          html_url: page,
          permalink_url: page,
          diff_url: `${page}.diff`,
          patch_url: `${page}.patch`,
          base_commit: commitJson(world, repository, base),
          merge_base_commit: commitJson(world, repository, common),
          status: relation(ahead.length, behind.length),
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          commits: pageOf(ahead, parameters).items.map((sha) => commitJson(world, repository, sha)),
          files: files.slice(0, FILES_PER_PAGE).map((file) => changedFileJson(world, repository, head, file)),
        },
      };
    },
  ),
];

/** `owner:branch` names a branch of a fork. */
function resolveEnd(repository: RepositoryState, name: string): string | undefined {
  return resolveCommit(repository, name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);
}

function relation(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
