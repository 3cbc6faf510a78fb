import type { CommitOptions, FileContent } from '../control.ts';
import { mailOf } from '../state/mail-of.ts';
import { findAccount } from '../state/find.ts';
import { keepFormer } from '../state/former-state.ts';
import type { FileEntry } from '../state/git-files.ts';
import { findCommit, readFiles, writeFiles } from '../state/git-files.ts';
import { ancestors } from '../state/git-history.ts';
import type { GitObjects } from '../state/git-objects.ts';
import { writeBlob, writeCommit } from '../state/git-objects.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import type { Announcer } from '../webhooks/announcer.ts';

const NO_COMMIT = '0'.repeat(40);

type Moved = { sha: string; before: string; ref: string };

/** Commits files on top of a parent and moves the branch there. */
export function addCommit(world: World, repository: RepositoryState, commit: CommitOptions): Moved {
  const { objects } = repository.network;
  const ref = `refs/heads/${commit.branch ?? repository.defaultBranch}`;
  const tip = repository.refs.get(ref);
  const parent = commit.parent ?? tip ?? repository.refs.get(`refs/heads/${repository.defaultBranch}`);
  const parentCommit = parent === undefined ? undefined : findCommit(objects, parent);
  if (parent !== undefined && parentCommit === undefined) throw new Error(`no commit ${parent} to build on`);

  const files =
    parentCommit === undefined ? new Map<string, FileEntry>() : readFiles(objects, parentCommit.tree);

  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) files.delete(path);
    else files.set(path, entryOf(objects, content));
  }

  const login = findAccount(world, commit.author ?? repository.owner.login)?.login ?? commit.author ?? '';

  const sha = writeCommit(objects, {
    tree: writeFiles(objects, files),
    parents: parent === undefined ? [] : [parent],
    author: { name: login, email: mailOf(login), at: world.now() },
    message: commit.message ?? 'Change files',
  });

  repository.network.gone.delete(sha);
  repository.refs.set(ref, sha);
  repository.pushedAt = world.now();
  return { sha, before: tip ?? NO_COMMIT, ref };
}

export type Committer = {
  push(repository: RepositoryState, commit: CommitOptions): string;
  forcePush(repository: RepositoryState, commit: CommitOptions): string;
  reset(repository: RepositoryState, to: { branch: string; commit: string; author?: string }): void;
};

/** Commits that the App hears about. */
export function createCommitter(world: World, announce: Announcer): Committer {
  return {
    push(repository, commit) {
      keepFormerOf(repository);
      return announced(repository, commit, addCommit(world, repository, commit), false);
    },

    forcePush(repository, commit) {
      keepFormerOf(repository);
      const tip = repository.refs.get(`refs/heads/${commit.branch ?? repository.defaultBranch}`);
      const replaced = tip === undefined ? undefined : findCommit(repository.network.objects, tip);
      const parent = commit.parent ?? replaced?.parents[0];
      const moved = addCommit(world, repository, { ...commit, ...(parent === undefined ? {} : { parent }) });
      const sha = announced(repository, commit, moved, true);
      if (tip !== undefined) forgetUnreachable(world, repository, tip);
      return sha;
    },

    reset(repository, { branch, commit, author }) {
      const ref = `refs/heads/${branch}`;
      const before = repository.refs.get(ref) ?? NO_COMMIT;
      keepFormerOf(repository);
      repository.refs.set(ref, commit);
      repository.network.gone.delete(commit);
      repository.pushedAt = world.now();
      announced(repository, { files: {}, ...(author && { author }) }, { sha: commit, before, ref }, true);
    },
  };

  /** Of the repository, and of those where its branches are heads of pull requests. */
  function keepFormerOf(repository: RepositoryState): void {
    for (const each of world.repositories.values()) {
      const follows = [...each.pulls.values()].some((pull) => pull.headRepository === repository);
      if (each === repository || follows) keepFormer(each);
    }
  }

  function announced(
    repository: RepositoryState,
    commit: CommitOptions,
    moved: Moved,
    forced: boolean,
  ): string {
    const { sha, before, ref } = moved;
    const sender = findAccount(world, commit.author ?? '') ?? repository.owner;
    announce.push(repository, { ref, before, after: sha, forced, sender });

    for (const base of world.repositories.values()) {
      for (const pull of base.pulls.values()) {
        const follows = pull.state === 'open' && pull.headRepository === repository;
        if (!follows || ref !== `refs/heads/${pull.headRef}`) continue;
        pull.headSha = sha;
        pull.updatedAt = world.now();
        base.refs.set(`refs/pull/${pull.number}/head`, sha);
        announce.pull('synchronize', base, pull, sender, { before, after: sha });
      }
    }

    return sha;
  }
}

/** What no branch and no pull request of the network leads to any more is gone. */
function forgetUnreachable(world: World, repository: RepositoryState, tip: string): void {
  const { objects, gone } = repository.network;
  const reachable = new Set<string>();

  for (const member of world.repositories.values()) {
    if (member.network !== repository.network) continue;
    for (const sha of member.refs.values()) for (const each of ancestors(objects, sha)) reachable.add(each);
  }

  for (const sha of ancestors(objects, tip)) if (!reachable.has(sha)) gone.add(sha);
}

function entryOf(objects: GitObjects, content: Exclude<FileContent, null>): FileEntry {
  if (typeof content === 'string') return { mode: '100644', sha: writeBlob(objects, Buffer.from(content)) };
  if (Buffer.isBuffer(content)) return { mode: '100644', sha: writeBlob(objects, content) };
  if ('symlink' in content) return { mode: '120000', sha: writeBlob(objects, Buffer.from(content.symlink)) };
  return { mode: '160000', sha: content.submodule };
}
