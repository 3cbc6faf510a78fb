import { fullName } from '../state/find.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import { nodeId } from './node-id.ts';
import { timestamp } from './timestamp.ts';
import { userJson } from './user-json.ts';

export function repositoryUrl(world: World, repository: RepositoryState): string {
  return `${world.url}/repos/${fullName(repository)}`;
}

export function repositoryPage(world: World, repository: RepositoryState): string {
  return `${world.url}/${fullName(repository)}`;
}

/** Everything that `repository`, `minimal-repository` and `repository-webhooks` ask for. */
export function repositoryJson(world: World, repository: RepositoryState) {
  const name = fullName(repository);
  const page = repositoryPage(world, repository);
  const host = new URL(world.url).host;
  const forks = [...world.repositories.values()].filter((each) => each.parent === repository).length;
  const openIssues = [...repository.pulls.values()].filter((pull) => pull.state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: name,
    private: repository.private,
    owner: userJson(world, repository.owner),
    html_url: page,
    description: null,
    fork: repository.parent !== null,
    ...links(repositoryUrl(world, repository)),
    git_url: `git://${host}/${name}.git`,
    ssh_url: `git@${host}:${name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    pushed_at: timestamp(repository.pushedAt),
    homepage: null,
    size: 1,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** Description: `full-repository`. */
export function fullRepositoryJson(world: World, repository: RepositoryState): object {
  const parent = repository.parent === null ? undefined : repositoryJson(world, repository.parent);
  return {
    ...repositoryJson(world, repository),
    network_count: 0,
    subscribers_count: 0,
    ...(parent === undefined ? {} : { parent, source: parent }),
  };
}

function links(url: string) {
  return {
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}
