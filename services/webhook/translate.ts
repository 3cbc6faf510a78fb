import { Compile } from 'typebox/compile';
import { DEFAULT_BRANCH } from '../domain/courses/default-branch.ts';
import { GHOST } from '../domain/submissions/ghost.ts';
import { exerciseOfTag } from '../domain/submissions/submit-tag.ts';
import { parseCommand } from './commands.ts';
import {
  CheckRunPayload,
  CheckSuitePayload,
  InstallationPayload,
  IssueCommentPayload,
  MergeGroupPayload,
  PullRequestPayload,
  PushPayload,
  RepositoryPayload,
} from './payloads.ts';
import type { Person, PullRequestFacts, RepositoryFacts, WebhookAction } from './webhook-action.ts';

const isPullRequest = Compile(PullRequestPayload);
const isCheckRun = Compile(CheckRunPayload);
const isCheckSuite = Compile(CheckSuitePayload);
const isIssueComment = Compile(IssueCommentPayload);
const isMergeGroup = Compile(MergeGroupPayload);
const isPush = Compile(PushPayload);
const isRepository = Compile(RepositoryPayload);
const isInstallation = Compile(InstallationPayload);

/** Check runs that are not about a submission carry other ids. */
const SUBMISSION_ID = /^[0-9A-Z]{26}$/;

/** Events that every App gets and that ask for nothing. */
const QUIET = new Set(['ping']);

/**
 * What an event asks of us: the name from the `X-GitHub-Event` header and the parsed body. Answers
 * `{ kind: 'ignore', reason: 'malformed' }` when a field that we need is missing or of another type.
 */
export function translate(event: string, payload: unknown): WebhookAction {
  switch (event) {
    case 'pull_request':
      return isPullRequest.Check(payload) ? pullRequest(payload) : ignore('malformed');
    case 'check_run':
      return isCheckRun.Check(payload) ? checkRun(payload) : ignore('malformed');
    case 'check_suite':
      return isCheckSuite.Check(payload) ? checkSuite(payload) : ignore('malformed');
    case 'issue_comment':
      return isIssueComment.Check(payload) ? issueComment(payload) : ignore('malformed');
    case 'merge_group':
      return isMergeGroup.Check(payload) ? mergeGroup(payload) : ignore('malformed');
    case 'push':
      return isPush.Check(payload) ? push(payload) : ignore('malformed');
    case 'repository':
      return isRepository.Check(payload) ? repository(payload) : ignore('malformed');
    case 'installation':
    case 'installation_repositories':
      return isInstallation.Check(payload) ? installation(payload) : ignore('malformed');
    default:
      return ignore(QUIET.has(event) ? `${event.replaceAll('_', '-')}-event` : 'unknown-event');
  }
}

function pullRequest(payload: PullRequestPayload): WebhookAction {
  switch (payload.action) {
    case 'opened':
    case 'reopened':
    case 'ready_for_review':
    case 'synchronize':
      return { kind: 'grade-pull-request', pullRequest: factsOf(payload) };
    case 'edited':
      return payload.changes?.base === undefined
        ? ignore('edited-words')
        : { kind: 'grade-pull-request', pullRequest: factsOf(payload) };
    case 'closed':
    case 'converted_to_draft':
      return { kind: 'close-pull-request', pullRequest: factsOf(payload) };
    default:
      return ignore('other-action');
  }
}

function checkRun(payload: CheckRunPayload): WebhookAction {
  if (payload.action !== 'rerequested' && payload.action !== 'requested_action')
    return ignore('other-action');
  const { head_sha, external_id } = payload.check_run;
  const button = payload.action === 'rerequested' ? 'regrade' : payload.requested_action?.identifier;
  if (button !== 'regrade' && button !== 'hint') return ignore('unknown-button');
  return {
    kind: button,
    repository: repositoryOf(payload),
    headSha: head_sha,
    ...(external_id && SUBMISSION_ID.test(external_id) ? { submissionId: external_id } : {}),
    requestedBy: personOf(payload.sender),
  };
}

/** `requested` comes with every push, beside the event of the pull request: only `rerequested` asks for work. */
function checkSuite(payload: CheckSuitePayload): WebhookAction {
  if (payload.action !== 'rerequested') return ignore('other-action');
  return {
    kind: 'regrade',
    repository: repositoryOf(payload),
    headSha: payload.check_suite.head_sha,
    requestedBy: personOf(payload.sender),
  };
}

function issueComment(payload: IssueCommentPayload): WebhookAction {
  const { issue, comment } = payload;
  if (payload.action !== 'created') return ignore('other-action');
  if (issue.pull_request == null) return ignore('plain-issue');
  // Nobody is left who could be answered.
  if (comment.user == null) return ignore('deleted-account');
  if (comment.user.type === 'Bot' || comment.performed_via_github_app != null) return ignore('bot');
  const command = parseCommand(comment.body);
  if (command === undefined) return ignore('no-command');
  return {
    kind: 'command',
    command,
    repository: repositoryOf(payload),
    pullNumber: issue.number,
    commentId: comment.id,
    ...(command === 'submit' && isTime(comment.created_at) && { saidAt: comment.created_at }),
    requestedBy: personOf(comment.user),
    pullRequestAuthor: personOf(issue.user),
  };
}

/**
 * GitHub names a group's branch after the last pull request in it; those before it have groups of their own.
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue
 */
const QUEUED_PULL_REQUEST = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]+$/;

function mergeGroup(payload: MergeGroupPayload): WebhookAction {
  const { head_sha: headSha, head_ref } = payload.merge_group;
  if (payload.action !== 'checks_requested') return ignore('other-action');
  const number = Number(QUEUED_PULL_REQUEST.exec(head_ref)?.[1] ?? 0);
  if (number === 0) return ignore('unknown-merge-group');
  return { kind: 'check-merge-group', repository: repositoryOf(payload), headSha, pullNumber: number };
}

/** Other tags, other branches and deletions are nobody's submission. */
function push(payload: PushPayload): WebhookAction {
  const { ref, after, deleted, sender } = payload;
  const { default_branch, pushed_at } = payload.repository;
  const login = ownerOf(payload.repository);
  if (login === undefined) return ignore('malformed');
  const context = { ...payload, repository: { ...payload.repository, owner: { login } } };
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
  if (!deleted && tag !== undefined && exerciseOfTag(tag) !== undefined)
    return submitTag(payload, context, tag);
  if (deleted || ref !== `refs/heads/${default_branch}`) return ignore('other-ref');
  return {
    kind: 'take-in-branch',
    branch: {
      ...repositoryOf(context),
      number: DEFAULT_BRANCH,
      headSha: after,
      authorId: (sender ?? GHOST).id,
      authorLogin: (sender ?? GHOST).login,
      state: 'open',
      draft: false,
      updatedAt: new Date(typeof pushed_at === 'number' ? pushed_at * 1000 : 0).toISOString(),
    },
  };
}

function ownerOf({ owner, full_name = '' }: PushPayload['repository']): string | undefined {
  return owner?.login ?? /^[^/]+(?=\/)/.exec(full_name)?.[0];
}

/** Dates in the tag and its commit are the learner's own; what counts is when GitHub had the push. */
function submitTag(
  payload: PushPayload,
  context: Parameters<typeof repositoryOf>[0],
  tag: string,
): WebhookAction {
  const { pushed_at } = payload.repository;
  return {
    ...{ kind: 'tag', tag, repository: repositoryOf(context), requestedBy: personOf(payload.sender) },
    headSha: payload.head_commit?.id ?? payload.after,
    ...(typeof pushed_at === 'number' && { saidAt: new Date(pushed_at * 1000).toISOString() }),
  };
}

function repository(payload: RepositoryPayload): WebhookAction {
  switch (payload.action) {
    case 'renamed':
    case 'transferred':
      return { kind: 'move-repository', repository: repositoryOf(payload) };
    case 'deleted':
      return { kind: 'leave-repositories', repositoryIds: [payload.repository.id] };
    default:
      return ignore('other-action');
  }
}

function installation({
  action,
  installation: { id },
  repositories_removed = [],
}: InstallationPayload): WebhookAction {
  if (action === 'deleted') return { kind: 'leave-installation', installationId: id };
  if (action === 'removed')
    return { kind: 'leave-repositories', repositoryIds: repositories_removed.map((one) => one.id) };
  return ignore('other-action');
}

function factsOf(payload: PullRequestPayload): PullRequestFacts {
  const { number, head, user, state, draft, merged, updated_at } = payload.pull_request;

  // Of every push of a flood: spreading and then naming seven more costs twenty times as much.
  const facts = {
    number,
    headSha: head.sha,
    authorId: (user ?? GHOST).id,
    authorLogin: (user ?? GHOST).login,
    state,
    draft: draft ?? false,
    updatedAt: updated_at,
  };

  return Object.assign(repositoryOf(payload), facts, merged === true ? { merged } : undefined);
}

function repositoryOf({
  repository,
  installation,
}: Pick<PullRequestPayload, 'installation'> & {
  repository: Pick<PullRequestPayload['repository'], 'id' | 'name' | 'owner'>;
}): RepositoryFacts {
  return {
    repositoryId: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    ...(installation === undefined ? {} : { installationId: installation.id }),
  };
}

/** As GitHub writes times. */
function isTime(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text);
}

/** The user `ghost` for a deleted account, as GitHub shows it. */
function personOf(person: Person | null | undefined): Person {
  const { id, login } = person ?? GHOST;
  return { id, login };
}

function ignore(reason: string): WebhookAction {
  return { kind: 'ignore', reason };
}
