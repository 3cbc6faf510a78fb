import type { CommentState, PullState, ReactionState, RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import { appJson } from './app-json.ts';
import { nodeId } from './node-id.ts';
import { association, pullPage } from './pull-json.ts';
import { repositoryUrl } from './repository-json.ts';
import { timestamp, timestampOrNull } from './timestamp.ts';
import { nullableUserJson, userJson } from './user-json.ts';

/** Description: `issue-comment`. */
export function commentJson(world: World, repository: RepositoryState, comment: CommentState) {
  const url = `${repositoryUrl(world, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${pullPage(world, repository, comment.issueNumber)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(world, repository)}/issues/${comment.issueNumber}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: nullableUserJson(world, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: association(repository, comment.author),
    body: comment.body,
    performed_via_github_app: comment.viaApp ? appJson(world) : null,
    reactions: reactionSummary(`${url}/reactions`, comment.reactions),
  };
}

/** Description: `reaction`. */
export function reactionJson(world: World, reaction: ReactionState) {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userJson(world, reaction.author),
    content: reaction.content,
    created_at: timestamp(reaction.createdAt),
  };
}

/** A pull request seen as an issue, as `issue_comment` events carry it. */
export function issueJson(world: World, repository: RepositoryState, pull: PullState) {
  const url = `${repositoryUrl(world, repository)}/issues/${pull.number}`;
  const page = pullPage(world, repository, pull.number);
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    title: pull.title,
    user: userJson(world, pull.author),
    labels: [],
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...repository.comments.values()].filter((each) => each.issueNumber === pull.number).length,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: timestampOrNull(pull.closedAt),
    author_association: association(repository, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: timestampOrNull(pull.mergedAt),
    },
    body: pull.body,
    reactions: reactionSummary(`${url}/reactions`, []),
    performed_via_github_app: null,
    state_reason: null,
  };
}

function reactionSummary(url: string, reactions: readonly ReactionState[]) {
  const contents = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];

  const counts = contents.map((content) => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);

  return { url, total_count: reactions.length, ...(Object.fromEntries(counts) as Record<string, number>) };
}
