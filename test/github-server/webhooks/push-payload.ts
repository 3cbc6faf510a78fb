import { simpleCommitJson } from '../json/commit-json.ts';
import { repositoryJson, repositoryPage } from '../json/repository-json.ts';
import { userJson } from '../json/user-json.ts';
import { changedFiles } from '../state/changed-files.ts';
import { findCommit } from '../state/git-files.ts';
import { mailOf } from '../state/mail-of.ts';
import { commitsBetween } from '../state/git-history.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';

/** "The array includes a maximum of 2048 commits" (push event). */
const MOST_COMMITS = 2048;
const NO_COMMIT = '0'.repeat(40);

export type PushFacts = {
  ref: string;
  before: string;
  after: string;
  /** What an annotated tag stands on; `after` unless told. */
  commit?: string;
  forced: boolean;
  sender: AccountState;
};

/** What a `push` event says beside the common parts. In it alone a repository's times are numbers. */
export function pushPayload(world: World, repository: RepositoryState, push: PushFacts) {
  const { objects } = repository.network;
  const { before, after, commit = after } = push;

  // A tag brings no commits.
  const commits = push.ref.startsWith('refs/tags/')
    ? []
    : before === NO_COMMIT
      ? [commit]
      : commitsBetween(objects, before, commit);

  const page = repositoryPage(world, repository);
  return {
    ref: push.ref,
    before,
    after,
    base_ref: null,
    compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    created: before === NO_COMMIT,
    deleted: false,
    forced: push.forced,
    commits: commits.slice(0, MOST_COMMITS).map(pushedCommit),
    head_commit: pushedCommit(commit),
    pusher: { name: push.sender.login, email: mailOf(push.sender.login) },
    repository: {
      ...repositoryJson(world, repository),
      owner: { ...userJson(world, repository.owner), name: repository.owner.login, email: null },
      created_at: Math.floor(repository.createdAt / 1000),
      pushed_at: Math.floor(repository.pushedAt / 1000),
      stargazers: 0,
      master_branch: repository.defaultBranch,
    },
  };

  function pushedCommit(sha: string) {
    const simple = simpleCommitJson(repository, sha);
    const files = changedFiles(objects, findCommit(objects, sha)?.parents[0], sha);
    const named = (status: string) => files.filter((file) => file.status === status).map((file) => file.path);
    const author = { ...simple.author, username: simple.author.name };
    return {
      ...simple,
      author,
      committer: author,
      distinct: true,
      url: `${page}/commit/${sha}`,
      added: [...named('added'), ...named('renamed')],
      removed: [...named('removed'), ...files.flatMap((file) => file.previousPath ?? [])],
      modified: named('modified'),
    };
  }
}
