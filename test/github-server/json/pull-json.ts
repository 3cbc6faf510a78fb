import { changedFiles } from '../state/changed-files.ts';
import { fullName } from '../state/find.ts';
import { commitsBetween, mergeBase } from '../state/git-history.ts';
import type { PullState, RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { nodeId } from './node-id.ts';
import { repositoryJson, repositoryPage, repositoryUrl } from './repository-json.ts';
import { timestamp, timestampOrNull } from './timestamp.ts';
import { nullableUserJson, userJson } from './user-json.ts';

export function pullPage(world: World, repository: RepositoryState, number: number): string {
  return `${repositoryPage(world, repository)}/pull/${number}`;
}

/** Files that a pull request changes since it left its base. */
export function pullFiles(repository: RepositoryState, pull: PullState) {
  const { objects } = repository.network;
  return changedFiles(objects, mergeBase(objects, pull.baseSha, pull.headSha), pull.headSha);
}

/** Description: `pull-request-simple`, as in lists. */
export function listedPullJson(world: World, repository: RepositoryState, pull: PullState) {
  return { ...simplePullJson(world, repository, pull), user: nullableUserJson(world, pull.author) };
}

function simplePullJson(world: World, repository: RepositoryState, pull: PullState) {
  const url = `${repositoryUrl(world, repository)}/pulls/${pull.number}`;
  const issue = `${repositoryUrl(world, repository)}/issues/${pull.number}`;
  const page = pullPage(world, repository, pull.number);

  const links = {
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${repositoryUrl(world, repository)}/statuses/${pull.headSha}`,
  };

  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    ...links,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userJson(world, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: timestampOrNull(pull.closedAt),
    merged_at: timestampOrNull(pull.mergedAt),
    merge_commit_sha: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: endJson(world, pull.headRepository, pull.headRef, pull.headSha),
    base: endJson(world, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: links.comments_url },
      review_comments: { href: links.review_comments_url },
      review_comment: { href: links.review_comment_url },
      commits: { href: links.commits_url },
      statuses: { href: links.statuses_url },
    },
    author_association: association(repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** Description: `pull-request`. */
export function pullJson(world: World, repository: RepositoryState, pull: PullState) {
  const files = pullFiles(repository, pull);
  return {
    ...simplePullJson(world, repository, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: null,
    mergeable_state: pull.draft ? 'draft' : 'clean',
    merged_by: null,
    comments: [...repository.comments.values()].filter((each) => each.issueNumber === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commitsBetween(repository.network.objects, pull.baseSha, pull.headSha).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/**
 * Description: `pull-request-minimal`, as check runs list them. Always empty for commits of forks
 * (create-a-check-run: "the pull_requests array is empty if the push came from a forked repository").
 */
export function pullsOfCommitJson(world: World, repository: RepositoryState, sha: string) {
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepository === repository)
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
      head: { ref: pull.headRef, sha: pull.headSha, repo: minimalRepository(world, repository) },
      base: { ref: pull.baseRef, sha: pull.baseSha, repo: minimalRepository(world, repository) },
    }));
}

export function association(repository: RepositoryState, account: AccountState): string {
  if (repository.owner === account) return 'OWNER';
  return repository.permissions.has(account.login.toLowerCase()) ? 'COLLABORATOR' : 'NONE';
}

function endJson(world: World, repository: RepositoryState, ref: string, sha: string) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: userJson(world, repository.owner),
    repo: repositoryJson(world, repository),
  };
}

function minimalRepository(world: World, repository: RepositoryState) {
  return {
    id: repository.id,
    url: repositoryUrl(world, repository),
    name: fullName(repository).split('/')[1],
  };
}
