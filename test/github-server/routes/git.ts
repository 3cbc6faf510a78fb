import { gitCommitJson } from '../json/commit-json.ts';
import { nodeId } from '../json/node-id.ts';
import { repositoryPage, repositoryUrl } from '../json/repository-json.ts';
import { notFound } from '../rules/github-error.ts';
import { findCommit, findTree, walkTree } from '../state/git-files.ts';
import type { TreeEntry } from '../state/git-objects.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import { resolveCommit } from '../state/resolve-commit.ts';
import type { Operation } from './operation.ts';
import { repositoryOperation } from './operation.ts';

/** "The limit for the tree array is 100,000 entries ... when using the recursive parameter" (get a tree). */
const MOST_ENTRIES = 100_000;
/** "Blobs up to 100 megabytes in size" (get a blob). */
const LARGEST_BLOB = 100 * 1024 * 1024;
const CONTENTS = { needs: { contents: 'read' }, user: 'read' } as const;

/** https://docs.github.com/rest/git */
export const gitOperations: Operation[] = [
  repositoryOperation('git/get-tree', CONTENTS, ({ world, repository, parameters }) => {
    const { objects } = repository.network;
    const commit = resolveCommit(repository, parameters.tree_sha);
    const sha = commit === undefined ? parameters.tree_sha : (findCommit(objects, commit)?.tree ?? '');
    const tree = findTree(objects, sha);
    if (tree === undefined) throw notFound();
    // "Setting this parameter to any value, even 0 or false, enables recursion" (get a tree).
    const recursive = parameters.recursive !== undefined;

    const entries = recursive
      ? firstOf(walkTree(objects, sha), MOST_ENTRIES + 1)
      : tree.entries.map((entry) => ({ path: entry.name, entry }));

    const url = repositoryUrl(world, repository);
    return {
      status: 200,
      body: {
        sha: commit ?? sha,
        url: `${url}/git/trees/${commit ?? sha}`,
        tree: entries
          .slice(0, MOST_ENTRIES)
          .map(({ path, entry }) => entryJson(repository, url, path, entry)),
        truncated: entries.length > MOST_ENTRIES,
      },
    };
  }),

  repositoryOperation('git/get-blob', CONTENTS, ({ world, repository, parameters }) => {
    const blob = repository.network.objects.get(parameters.file_sha);
    if (blob?.type !== 'blob' || blob.content.length > LARGEST_BLOB) throw notFound();
    return {
      status: 200,
      body: {
        sha: parameters.file_sha,
        node_id: nodeId('Blob', parameters.file_sha),
        size: blob.content.length,
        url: `${repositoryUrl(world, repository)}/git/blobs/${parameters.file_sha}`,
        content: wrapped(blob.content.toString('base64')),
        encoding: 'base64',
      },
    };
  }),

  repositoryOperation('git/get-commit', CONTENTS, ({ world, repository, parameters }) => {
    if (findCommit(repository.network.objects, parameters.commit_sha) === undefined) throw notFound();
    return { status: 200, body: gitCommitJson(world, repository, parameters.commit_sha) };
  }),

  repositoryOperation('git/get-ref', CONTENTS, ({ world, repository, parameters }) => {
    const name = `refs/${parameters.ref}`;
    const sha = repository.refs.get(name);
    if (sha === undefined) throw notFound();
    const url = repositoryUrl(world, repository);
    return {
      status: 200,
      body: {
        ref: name,
        node_id: nodeId('Ref', name),
        url: `${url}/git/${name}`,
        object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
      },
    };
  }),

  repositoryOperation('repos/get-content', CONTENTS, ({ world, repository, parameters }) => {
    const { objects } = repository.network;
    const ref = parameters.ref ?? repository.defaultBranch;
    const commit = findCommit(objects, resolveCommit(repository, ref) ?? '');
    if (commit === undefined) throw notFound();
    const found = [...walkTree(objects, commit.tree)].find(({ path }) => path === parameters.path);
    const blob = found === undefined ? undefined : objects.get(found.entry.sha);
    if (found === undefined || blob?.type !== 'blob') throw notFound();
    const url = `${repositoryUrl(world, repository)}/contents/${parameters.path}?ref=${ref}`;
    const page = `${repositoryPage(world, repository)}/blob/${ref}/${parameters.path}`;
    const git = `${repositoryUrl(world, repository)}/git/blobs/${found.entry.sha}`;
    return {
      status: 200,
      body: {
        type: 'file',
        encoding: 'base64',
        size: blob.content.length,
        name: found.entry.name,
        path: found.path,
        content: wrapped(blob.content.toString('base64')),
        sha: found.entry.sha,
        url,
        git_url: git,
        html_url: page,
        download_url: page.replace('/blob/', '/raw/'),
        _links: { self: url, git, html: page },
      },
    };
  }),
];

function entryJson(repository: RepositoryState, url: string, path: string, entry: TreeEntry) {
  const common = { path, mode: entry.mode, sha: entry.sha };
  if (entry.mode === '160000') return { ...common, type: 'commit' };
  if (entry.mode === '040000') return { ...common, type: 'tree', url: `${url}/git/trees/${entry.sha}` };
  const blob = repository.network.objects.get(entry.sha);
  const size = blob?.type === 'blob' ? blob.content.length : 0;
  return { ...common, type: 'blob', size, url: `${url}/git/blobs/${entry.sha}` };
}

/** GitHub breaks base64 after 60 characters. */
function wrapped(base64: string): string {
  return base64.replace(/.{1,60}/g, '$&\n');
}

function firstOf<Item>(items: Iterable<Item>, most: number): Item[] {
  const first: Item[] = [];

  for (const item of items) {
    if (first.length === most) break;
    first.push(item);
  }

  return first;
}
