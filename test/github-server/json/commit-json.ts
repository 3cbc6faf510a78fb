import { findCommit } from '../state/git-files.ts';
import type { ChangedFile } from '../state/changed-files.ts';
import type { CommitObject, Signature } from '../state/git-objects.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import { findAccount } from '../state/find.ts';
import type { World } from '../state/world.ts';
import { nodeId } from './node-id.ts';
import { repositoryPage, repositoryUrl } from './repository-json.ts';
import { timestamp } from './timestamp.ts';
import { nullableUserJson } from './user-json.ts';

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** Description: `git-commit`, the object itself. */
export function gitCommitJson(world: World, repository: RepositoryState, sha: string) {
  const commit = objectOf(repository, sha);
  const url = repositoryUrl(world, repository);
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${url}/git/commits/${sha}`,
    html_url: `${repositoryPage(world, repository)}/commit/${sha}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.author),
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${url}/git/commits/${parent}`,
      html_url: `${repositoryPage(world, repository)}/commit/${parent}`,
    })),
    verification: UNSIGNED,
  };
}

/** Description: `commit`, with the accounts that GitHub connects to it. */
export function commitJson(world: World, repository: RepositoryState, sha: string) {
  const commit = objectOf(repository, sha);
  const url = repositoryUrl(world, repository);
  const user = nullableUserJson(world, findAccount(world, commit.author.name));
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${url}/commits/${sha}`,
    html_url: `${repositoryPage(world, repository)}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    commit: {
      author: signatureJson(commit.author),
      committer: signatureJson(commit.author),
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: user,
    committer: user,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${url}/commits/${parent}`,
      html_url: `${repositoryPage(world, repository)}/commit/${parent}`,
    })),
  };
}

/** Description: `simple-commit`. */
export function simpleCommitJson(repository: RepositoryState, sha: string) {
  const commit = objectOf(repository, sha);
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: timestamp(commit.author.at),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.author.name, email: commit.author.email },
  };
}

/** Description: `diff-entry`. */
export function changedFileJson(world: World, repository: RepositoryState, head: string, file: ChangedFile) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(world, repository);
  return {
    sha: file.sha,
    filename: file.path,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${head}/${path}`,
    raw_url: `${page}/raw/${head}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${head}`,
  };
}

function signatureJson(signature: Signature) {
  return { name: signature.name, email: signature.email, date: timestamp(signature.at) };
}

function objectOf(repository: RepositoryState, sha: string): CommitObject {
  const commit = findCommit(repository.network.objects, sha);
  if (commit === undefined) throw new Error(`commit ${sha} vanished from the state`);
  return commit;
}
