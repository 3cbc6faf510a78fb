import { installationJson } from '../json/app-json.ts';
import { simpleCommitJson } from '../json/commit-json.ts';
import { checkRunEventJson, checkSuiteJson } from '../json/check-json.ts';
import { commentJson, issueJson } from '../json/comment-json.ts';
import { nodeId } from '../json/node-id.ts';
import { organizationJson } from '../json/organization-json.ts';
import { pullJson } from '../json/pull-json.ts';
import { repositoryJson } from '../json/repository-json.ts';
import { nullableUserJson, userJson } from '../json/user-json.ts';
import { fullName, installationOf } from '../state/find.ts';
import type {
  CheckRunState,
  CheckSuiteState,
  CommentState,
  PullState,
  RepositoryState,
} from '../state/repository-state.ts';
import type { InstallationState, World } from '../state/world.ts';
import type { AccountState } from '../state/account-state.ts';
import type { Outbox } from './outbox.ts';
import { pushPayload, type PushFacts } from './push-payload.ts';

type PullAction =
  'opened' | 'reopened' | 'closed' | 'edited' | 'synchronize' | 'ready_for_review' | 'converted_to_draft';
type CheckRunAction = 'created' | 'completed' | 'rerequested' | 'requested_action';

/** Tells the App what happened: one method per kind of event, payloads as GitHub describes them. */
export type Announcer = {
  ping(): void;
  pull(
    action: PullAction,
    repository: RepositoryState,
    pull: PullState,
    sender: AccountState,
    extra?: object,
  ): void;
  push(repository: RepositoryState, push: PushFacts): void;
  mergeGroup(
    repository: RepositoryState,
    group: { ref: string; sha: string; baseRef: string; baseSha: string },
  ): void;
  commentCreated(repository: RepositoryState, pull: PullState, comment: CommentState): void;
  commentEdited(
    repository: RepositoryState,
    comment: CommentState,
    before: string,
    sender: AccountState,
  ): void;
  checkRun(
    action: CheckRunAction,
    repository: RepositoryState,
    run: CheckRunState,
    sender?: AccountState,
    extra?: object,
  ): void;
  checkSuiteRerequested(repository: RepositoryState, suite: CheckSuiteState, sender: AccountState): void;
  installation(
    action: 'created' | 'deleted' | 'suspend' | 'unsuspend',
    installation: InstallationState,
    repositories: RepositoryState[],
  ): void;
  repositoriesAdded(installation: InstallationState, repositories: RepositoryState[]): void;
  repositoryRenamed(repository: RepositoryState, from: string): void;
};

export function createAnnouncer(world: World, outbox: Outbox, hookId: number): Announcer {
  return {
    ping() {
      outbox.send({
        event: 'ping',
        action: null,
        payload: {
          zen: 'Approachable is better than simple.',
          hook_id: hookId,
          hook: hookJson(),
          sender: userJson(world, world.appOwner),
        },
        installationId: null,
        repositoryId: null,
      });
    },

    pull(action, repository, pull, sender, extra = {}) {
      // The `pull_request` of events is fuller than that of REST: it names the repository's merge settings.
      // Only that of `synchronize` lets its author be missing.
      const user = (action === 'synchronize' ? nullableUserJson : userJson)(world, pull.author);
      const pull_request = { ...pullJson(world, repository, pull), user };
      announce(repository, 'pull_request', action, sender, { number: pull.number, pull_request, ...extra });
    },

    push(repository, push) {
      announce(repository, 'push', null, push.sender, pushPayload(world, repository, push));
    },

    mergeGroup(repository, { ref, sha, baseRef, baseSha }) {
      announce(repository, 'merge_group', 'checks_requested', repository.owner, {
        merge_group: {
          ...{ head_ref: ref, head_sha: sha, base_ref: baseRef, base_sha: baseSha },
          head_commit: simpleCommitJson(repository, sha),
        },
      });
    },

    commentCreated(repository, pull, comment) {
      announce(repository, 'issue_comment', 'created', comment.author, {
        issue: issueJson(world, repository, pull),
        comment: commentJson(world, repository, comment),
      });
    },

    commentEdited(repository, comment, before, sender) {
      const pull = repository.pulls.get(comment.issueNumber);
      if (pull === undefined) return;

      announce(repository, 'issue_comment', 'edited', sender, {
        changes: { body: { from: before } },
        issue: issueJson(world, repository, pull),
        comment: commentJson(world, repository, comment),
      });
    },

    checkRun(action, repository, run, sender = world.bot, extra = {}) {
      announce(repository, 'check_run', action, sender, {
        check_run: checkRunEventJson(world, repository, run),
        ...extra,
      });
    },

    checkSuiteRerequested(repository, suite, sender) {
      const check_suite = {
        ...checkSuiteJson(world, repository, suite),
        rerequestable: true,
        runs_rerequestable: true,
      };

      announce(repository, 'check_suite', 'rerequested', sender, { check_suite });
    },

    installation(action, installation, repositories) {
      outbox.send({
        event: 'installation',
        action,
        payload: {
          action,
          installation: installationJson(world, installation),
          repositories: repositories.map(shortJson),
          requester: null,
          ...ownerJson(installation.account),
        },
        installationId: installation.id,
        repositoryId: null,
      });
    },

    repositoriesAdded(installation, repositories) {
      outbox.send({
        event: 'installation_repositories',
        action: 'added',
        payload: {
          action: 'added',
          installation: installationJson(world, installation),
          repository_selection: installation.selected === null ? 'all' : 'selected',
          repositories_added: repositories.map(shortJson),
          repositories_removed: [],
          requester: null,
          ...ownerJson(installation.account),
        },
        installationId: installation.id,
        repositoryId: null,
      });
    },

    repositoryRenamed(repository, from) {
      const changes = { repository: { name: { from } } };
      announce(repository, 'repository', 'renamed', repository.owner, { changes });
    },
  };

  /** Only where the App is installed and in use. */
  function announce(
    repository: RepositoryState,
    event: string,
    action: string | null,
    sender: AccountState,
    specific: object,
  ): void {
    const installation = installationOf(world, repository);
    if (installation === undefined || installation.suspendedAt !== null) return;
    // The only event here that an installation can have refused (merge_group: "at least read-level access").
    if (event === 'merge_group' && installation.permissions['merge_queues'] === undefined) return;

    outbox.send({
      event,
      action,
      payload: {
        ...(action === null ? {} : { action }),
        repository: repositoryJson(world, repository),
        ...ownerJson(repository.owner),
        sender: userJson(world, sender),
        installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
        ...specific,
      },
      installationId: installation.id,
      repositoryId: repository.id,
    });
  }

  function ownerJson(owner: AccountState): object {
    return {
      ...(owner.type === 'Organization' ? { organization: organizationJson(world, owner) } : {}),
      sender: userJson(world, owner),
    };
  }

  function shortJson(repository: RepositoryState) {
    return {
      id: repository.id,
      node_id: nodeId('Repository', repository.id),
      name: repository.name,
      full_name: fullName(repository),
      private: repository.private,
    };
  }

  function hookJson() {
    return {
      type: 'App',
      id: hookId,
      name: 'web',
      active: true,
      app_id: world.app.id,
      events: [...world.appEvents],
      config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: world.url },
      updated_at: new Date(world.now()).toISOString(),
      created_at: new Date(world.now()).toISOString(),
      deliveries_url: `${world.url}/app/hook/deliveries`,
    };
  }
}
