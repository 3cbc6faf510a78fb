import type { CheckRun, Comment, CommitStatus, PullRequest, Repository } from '../control.ts';
import { timestamp, timestampOrNull } from '../json/timestamp.ts';
import { fullName } from '../state/find.ts';
import type {
  CheckRunState,
  CommentState,
  PullState,
  RepositoryState,
  StatusState,
} from '../state/repository-state.ts';
import type { World } from '../state/world.ts';

/** Copies of the state as the control object shows it: later changes do not reach back into them. */
export function repositoryView(repository: RepositoryState): Repository {
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    fullName: fullName(repository),
    defaultBranch: repository.defaultBranch,
    private: repository.private,
  };
}

export function pullView(repository: RepositoryState, pull: PullState): PullRequest {
  return {
    number: pull.number,
    repository: repositoryView(repository),
    headSha: pull.headSha,
    headRef: pull.headRef,
    headRepository: repositoryView(pull.headRepository),
    baseSha: pull.baseSha,
    baseRef: pull.baseRef,
    state: pull.state,
    merged: pull.mergedAt !== null,
    draft: pull.draft,
    title: pull.title,
    author: pull.author.login,
  };
}

export function commentView(world: World, comment: CommentState): Comment {
  return {
    id: comment.id,
    author: comment.author.login,
    body: comment.body,
    appId: comment.viaApp ? world.app.id : null,
    createdAt: timestamp(comment.createdAt),
    updatedAt: timestamp(comment.updatedAt),
    reactions: comment.reactions.map(({ content, author }) => ({ content, author: author.login })),
  };
}

export function checkRunView(run: CheckRunState): CheckRun {
  return {
    id: run.id,
    name: run.name,
    headSha: run.headSha,
    externalId: run.externalId === '' ? null : run.externalId,
    detailsUrl: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    startedAt: timestampOrNull(run.startedAt),
    completedAt: timestampOrNull(run.completedAt),
    title: run.title,
    summary: run.summary,
    text: run.text,
    annotations: run.annotations.map((each) => ({
      path: each.path,
      startLine: each.start_line,
      endLine: each.end_line,
      level: each.annotation_level,
      title: each.title,
      message: each.message,
    })),
  };
}

export function statusView(status: StatusState): CommitStatus {
  return {
    id: status.id,
    context: status.context,
    state: status.state,
    description: status.description,
    targetUrl: status.targetUrl,
    author: status.author.login,
  };
}
