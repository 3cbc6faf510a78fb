import { createHash, randomBytes } from 'node:crypto';
import type { GitHubServer, Repository, RepositoryReference } from '../control.ts';
import { checkCommentBody } from '../rules/comment-rules.ts';
import {
  covers,
  findAccount,
  fullName,
  requireCheckRun,
  requirePull,
  requireRepository,
} from '../state/find.ts';
import { keepFormer } from '../state/former-state.ts';
import type { PullState, RepositoryState } from '../state/repository-state.ts';
import type { InstallationState, World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import { addComment, changeComment } from '../state/write-comment.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { addCommit, createCommitter } from './add-commit.ts';
import { checkRunView, commentView, pullView, repositoryView, statusView } from './views.ts';

const NO_COMMIT = '0'.repeat(40);

export type ControlDependencies = { world: World; announce: Announcer };

/** What only the machinery around it knows: records, time and the server itself. */
type Machinery =
  | 'url'
  | 'app'
  | 'faults'
  | 'effects'
  | 'requests'
  | 'violations'
  | 'deliveries'
  | 'idle'
  | 'setWebhook'
  | 'redeliver'
  | 'advanceClock'
  | 'close';

/** The hands of people: what learners, instructors and GitHub's own pages do. */
export function createControl({ world, announce }: ControlDependencies): Omit<GitHubServer, Machinery> {
  const committer = createCommitter(world, announce);
  const at = (reference: RepositoryReference) => requireRepository(world, reference);
  const user = (login: string) => findAccount(world, login) ?? addAccount(login, 'User', login);

  return {
    addUser: (login, options = {}) =>
      addAccount(login, options.bot === true ? 'Bot' : 'User', options.name ?? login),
    deleteUser: (login) => void (user(login).isDeleted = true),
    addOrganization: (login) => addAccount(login, 'Organization', login),

    createPersonalToken(login, { scopes = ['repo'] } = {}) {
      const token = `ghp_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
      world.tokens.set(token, { kind: 'personal', account: user(login), scopes });
      return token;
    },

    addRepository(options): Repository {
      const owner = user(options.owner);
      const parent = options.forkOf === undefined ? null : at(options.forkOf);
      const now = world.now();

      const repository: RepositoryState = {
        id: world.nextId(),
        owner,
        name: options.name,
        private: options.private ?? false,
        defaultBranch: options.defaultBranch ?? parent?.defaultBranch ?? 'main',
        parent,
        network: parent?.network ?? { objects: new Map(), gone: new Set() },
        refs: new Map([...(parent?.refs ?? [])].filter(([ref]) => ref.startsWith('refs/heads/'))),
        pulls: new Map(),
        comments: new Map(),
        suites: new Map(),
        runs: new Map(),
        statuses: [],
        permissions: new Map(),
        createdAt: now,
        updatedAt: now,
        pushedAt: now,
      };

      world.repositories.set(repository.id, repository);

      if (parent === null || options.files !== undefined) {
        addCommit(world, repository, {
          files: options.files ?? { 'README.md': `# ${options.name}\n` },
          message: 'Start',
        });
      }

      const everywhere = [...world.installations.values()].find((each) => covers(each, repository));

      if (everywhere !== undefined) announce.repositoriesAdded(everywhere, [repository]);
      // Nobody installs a course's App on their fork.
      else if (options.installed ?? parent === null) {
        install(owner, { repositories: [repository], permissions: null });
      }

      return repositoryView(repository);
    },

    renameRepository(reference, name) {
      const repository = at(reference);
      const from = repository.name;
      world.formerNames.set(fullName(repository).toLowerCase(), repository.id);
      repository.name = name;
      world.formerNames.delete(fullName(repository).toLowerCase());
      announce.repositoryRenamed(repository, from);
      return repositoryView(repository);
    },

    setPermission: (reference, login, permission) =>
      void at(reference).permissions.set(user(login).login.toLowerCase(), permission),

    install(account, options = {}) {
      const owner = user(account);
      const repositories = options.repositories?.map(at) ?? null;
      const installation = install(owner, { repositories, permissions: options.permissions ?? null });
      return { id: installation.id, account: owner.login };
    },

    uninstall(account) {
      const found = installationOn(account);
      const repositories = [...world.repositories.values()].filter((each) => covers(found, each));
      world.installations.delete(found.id);
      announce.installation('deleted', found, repositories);
    },

    suspend: (account) => setSuspended(account, true),
    unsuspend: (account) => setSuspended(account, false),

    commitFiles: (reference, commit) => addCommit(world, at(reference), commit).sha,
    push: (reference, commit) => committer.push(at(reference), commit),
    forcePush: (reference, commit) => committer.forcePush(at(reference), commit),

    resetBranch: (reference, to) => committer.reset(at(reference), to),

    pushTag(reference, { name, commit, author, annotated = false }) {
      const repository = at(reference);
      const ref = `refs/tags/${name}`;
      const before = repository.refs.get(ref) ?? NO_COMMIT;
      // This server keeps no tag objects: the name of one is enough for the event.
      const after = annotated ? createHash('sha1').update(`${name} ${commit}`).digest('hex') : commit;
      repository.refs.set(ref, commit);
      repository.pushedAt = world.now();
      const sender = user(author ?? repository.owner.login);
      announce.push(repository, { ref, before, after, commit, forced: before !== NO_COMMIT, sender });
    },

    openPullRequest(options) {
      const repository = at(options.repo);
      keepFormer(repository);

      const head =
        typeof options.head === 'string'
          ? { repository, branch: options.head }
          : { repository: at(options.head.repo), branch: options.head.branch };

      const pull = newPull(
        repository,
        head,
        options.base ?? repository.defaultBranch,
        user(options.author),
        options,
      );

      repository.pulls.set(pull.number, pull);
      repository.refs.set(`refs/pull/${pull.number}/head`, pull.headSha);
      announce.pull('opened', repository, pull, pull.author);
      return pullView(repository, pull);
    },

    closePullRequest(reference, number, options = {}) {
      const { repository, pull } = touchPull(reference, number);
      pull.state = 'closed';
      pull.closedAt = world.now();
      pull.mergedAt = options.merged === true ? world.now() : null;
      announce.pull('closed', repository, pull, pull.author);
    },

    queueForMerge(reference, number) {
      const repository = at(reference);
      const pull = requirePull(repository, number);
      const base = tipOf(repository, pull.baseRef);

      const { sha, ref } = addCommit(world, repository, {
        branch: `gh-readonly-queue/${pull.baseRef}/pr-${number}-${base}`,
        parent: base,
        files: {},
        message: `Merge pull request #${number}`,
      });

      announce.mergeGroup(repository, { ref, sha, baseRef: `refs/heads/${pull.baseRef}`, baseSha: base });
      return sha;
    },

    reopenPullRequest(reference, number) {
      const { repository, pull } = touchPull(reference, number);
      pull.state = 'open';
      pull.closedAt = null;
      announce.pull('reopened', repository, pull, pull.author);
    },

    editPullRequest(reference, number, change) {
      const { repository, pull } = touchPull(reference, number);

      const changes = {
        ...(change.title === undefined ? {} : { title: { from: pull.title } }),
        ...(change.body === undefined ? {} : { body: { from: pull.body ?? '' } }),
        ...(change.base === undefined
          ? {}
          : { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } }),
      };

      pull.title = change.title ?? pull.title;
      pull.body = change.body ?? pull.body;
      pull.baseSha = change.base === undefined ? pull.baseSha : tipOf(repository, change.base);
      pull.baseRef = change.base ?? pull.baseRef;
      announce.pull('edited', repository, pull, pull.author, { changes });
    },

    setDraft(reference, number, draft) {
      const { repository, pull } = touchPull(reference, number);
      pull.draft = draft;
      announce.pull(draft ? 'converted_to_draft' : 'ready_for_review', repository, pull, pull.author);
    },

    comment(reference, number, { author, body }) {
      const repository = at(reference);
      const pull = requirePull(repository, number);
      checkCommentBody(body);
      const comment = addComment(world, repository, pull, { author: user(author), body, viaApp: false });
      announce.commentCreated(repository, pull, comment);
      return commentView(world, comment);
    },

    editComment(reference, id, body) {
      const repository = at(reference);
      const comment = repository.comments.get(id);
      if (comment === undefined) throw new Error(`${fullName(repository)} has no comment ${id}`);
      const before = comment.body;
      changeComment(world, comment, body);
      announce.commentEdited(repository, comment, before, comment.author);
      return commentView(world, comment);
    },

    rerequestCheckRun(id, options = {}) {
      const { repository, run } = requireCheckRun(world, id);
      announce.checkRun('rerequested', repository, run, user(options.by ?? repository.owner.login));
    },

    requestAction(id, identifier, options = {}) {
      const { repository, run } = requireCheckRun(world, id);
      const extra = { requested_action: { identifier } };

      announce.checkRun(
        'requested_action',
        repository,
        run,
        user(options.by ?? repository.owner.login),
        extra,
      );
    },

    rerequestCheckSuite(reference, sha, options = {}) {
      const repository = at(reference);
      const suite = [...repository.suites.values()].find((each) => each.headSha === sha);
      if (suite === undefined) throw new Error(`commit ${sha} has no checks yet`);
      announce.checkSuiteRerequested(repository, suite, user(options.by ?? repository.owner.login));
    },

    repository: (reference) => repositoryView(at(reference)),
    pullRequest: (reference, number) => pullView(at(reference), requirePull(at(reference), number)),
    comments: (reference, number) =>
      [...at(reference).comments.values()]
        .filter((each) => each.issueNumber === number)
        .map((each) => commentView(world, each)),
    checkRuns: (reference, sha) =>
      [...at(reference).runs.values()]
        .filter((run) => sha === undefined || run.headSha === sha)
        .map(checkRunView),
    statuses: (reference, sha) =>
      at(reference)
        .statuses.filter((each) => each.sha === sha)
        .map(statusView),
  };

  function installationOn(account: string): InstallationState {
    const found = [...world.installations.values()].find((each) => each.account === user(account));
    if (found === undefined) throw new Error(`the App is not installed on ${account}`);
    return found;
  }

  function setSuspended(account: string, suspended: boolean): void {
    const installation = installationOn(account);
    const repositories = [...world.repositories.values()].filter((each) => covers(installation, each));
    installation.suspendedAt = suspended ? world.now() : null;
    announce.installation(suspended ? 'suspend' : 'unsuspend', installation, repositories);
  }

  function addAccount(login: string, type: AccountState['type'], name: string): AccountState {
    const account: AccountState = { id: world.nextId(), login, name, type, createdAt: world.now() };
    if (world.accounts.has(login.toLowerCase())) throw new Error(`the account ${login} exists already`);
    world.accounts.set(login.toLowerCase(), account);
    return account;
  }

  function install(
    account: AccountState,
    options: { repositories: RepositoryState[] | null; permissions: InstallationState['permissions'] | null },
  ): InstallationState {
    const known = [...world.installations.values()].find((each) => each.account === account);

    const covered =
      options.repositories ?? [...world.repositories.values()].filter((each) => each.owner === account);

    if (known !== undefined) {
      const added = covered.filter((each) => !covers(known, each));
      known.permissions = options.permissions ?? known.permissions;

      known.selected =
        options.repositories === null || known.selected === null
          ? null
          : new Set([...known.selected, ...added.map((each) => each.id)]);

      if (added.length > 0) announce.repositoriesAdded(known, added);
      return known;
    }

    const installation: InstallationState = {
      id: world.nextId(),
      account,
      selected: options.repositories === null ? null : new Set(covered.map((each) => each.id)),
      permissions: options.permissions ?? world.appPermissions,
      createdAt: world.now(),
      suspendedAt: null,
    };

    world.installations.set(installation.id, installation);
    announce.installation('created', installation, covered);
    return installation;
  }

  function newPull(
    repository: RepositoryState,
    head: { repository: RepositoryState; branch: string },
    base: string,
    author: AccountState,
    text: { title: string; body?: string; draft?: boolean },
  ): PullState {
    return {
      id: world.nextId(),
      number: repository.pulls.size + 1,
      title: text.title,
      body: text.body ?? null,
      author,
      state: 'open',
      draft: text.draft ?? false,
      headRepository: head.repository,
      headRef: head.branch,
      headSha: tipOf(head.repository, head.branch),
      baseRef: base,
      baseSha: tipOf(repository, base),
      createdAt: world.now(),
      updatedAt: world.now(),
      closedAt: null,
      mergedAt: null,
    };
  }

  function touchPull(reference: RepositoryReference, number: number) {
    const repository = at(reference);
    const pull = requirePull(repository, number);
    keepFormer(repository);
    pull.updatedAt = world.now();
    return { repository, pull };
  }
}

function tipOf(repository: RepositoryState, branch: string): string {
  const sha = repository.refs.get(`refs/heads/${branch}`);
  if (sha === undefined)
    throw new Error(`${fullName(repository)} has no branch ${branch}: commit to it first`);
  return sha;
}
