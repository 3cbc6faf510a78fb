import { commentJson, reactionJson } from '../json/comment-json.ts';
import type { Actor } from '../rules/authenticate.ts';
import { accountOf } from '../rules/authenticate.ts';
import { checkCommentBody } from '../rules/comment-rules.ts';
import { GitHubError, notFound } from '../rules/github-error.ts';
import { canWrite, repositoryPermission } from '../rules/repository-permission.ts';
import type { CommentState, RepositoryState } from '../state/repository-state.ts';
import { addComment, changeComment } from '../state/write-comment.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import { repositoryOperation } from './operation.ts';

const READ = { needs: { issues: 'read', pull_requests: 'read' }, user: 'read' } as const;
const WRITE = { needs: { issues: 'write', pull_requests: 'write' }, user: 'read' } as const;

/** https://docs.github.com/rest/issues/comments, https://docs.github.com/rest/reactions */
export const commentOperations: Operation[] = [
  repositoryOperation('issues/list-comments', READ, (call) => {
    const { world, repository, parameters } = call;
    if (!repository.pulls.has(parameters.issue_number)) throw notFound();
    const since = parameters.since === undefined ? -Infinity : Date.parse(parameters.since);

    const found = [...repository.comments.values()].filter(
      (each) => each.issueNumber === parameters.issue_number && each.updatedAt >= since,
    );

    return listed(call, found, (items) => items.map((each) => commentJson(world, repository, each)));
  }),

  repositoryOperation('issues/get-comment', READ, ({ world, repository, parameters }) => ({
    status: 200,
    body: commentJson(world, repository, commentOf(repository, parameters.comment_id)),
  })),

  repositoryOperation('issues/create-comment', WRITE, (call) => {
    const { world, repository, parameters, body, actor } = call;
    const pull = repository.pulls.get(parameters.issue_number);
    if (pull === undefined) throw notFound();
    checkCommentBody(body.body);
    const author = accountOf(world, actor);

    const comment = addComment(world, repository, pull, {
      author,
      body: body.body,
      viaApp: actor.kind !== 'user',
    });

    call.announce.commentCreated(repository, pull, comment);
    return { status: 201, body: commentJson(world, repository, comment) };
  }),

  repositoryOperation('issues/update-comment', WRITE, (call) => {
    const { world, repository, parameters, body, actor } = call;
    const comment = commentOf(repository, parameters.comment_id);
    requireMayChange(actor, repository, comment);
    checkCommentBody(body.body);
    const before = comment.body;
    changeComment(world, comment, body.body);
    call.announce.commentEdited(repository, comment, before, accountOf(world, actor));
    return { status: 200, body: commentJson(world, repository, comment) };
  }),

  repositoryOperation('issues/delete-comment', WRITE, ({ repository, parameters, actor }) => {
    const comment = commentOf(repository, parameters.comment_id);
    requireMayChange(actor, repository, comment);
    repository.comments.delete(comment.id);
    return { status: 204 };
  }),

  repositoryOperation('reactions/list-for-issue-comment', READ, (call) => {
    const comment = commentOf(call.repository, call.parameters.comment_id);
    const { content } = call.parameters;
    const found = comment.reactions.filter((each) => content === undefined || each.content === content);
    return listed(call, found, (items) => items.map((each) => reactionJson(call.world, each)));
  }),

  repositoryOperation(
    'reactions/create-for-issue-comment',
    WRITE,
    ({ world, repository, parameters, body, actor }) => {
      const comment = commentOf(repository, parameters.comment_id);
      const author = accountOf(world, actor);
      // "A response with an HTTP 200 status means that you already added the reaction type" (create reaction).
      const known = comment.reactions.find((each) => each.content === body.content && each.author === author);
      if (known !== undefined) return { status: 200, body: reactionJson(world, known) };
      const reaction = { id: world.nextId(), content: body.content, author, createdAt: world.now() };
      comment.reactions.push(reaction);
      return { status: 201, body: reactionJson(world, reaction) };
    },
  ),

  repositoryOperation('reactions/delete-for-issue-comment', WRITE, ({ repository, parameters }) => {
    const comment = commentOf(repository, parameters.comment_id);
    const index = comment.reactions.findIndex((each) => each.id === parameters.reaction_id);
    if (index < 0) throw notFound();
    comment.reactions.splice(index, 1);
    return { status: 204 };
  }),
];

function commentOf(repository: RepositoryState, id: number): CommentState {
  const comment = repository.comments.get(id);
  if (comment === undefined) throw notFound();
  return comment;
}

/** Users change their own comments, maintainers and Apps with the permission everybody's. */
function requireMayChange(actor: Actor, repository: RepositoryState, comment: CommentState): void {
  if (actor.kind !== 'user' || comment.author === actor.account) return;

  if (!canWrite(repositoryPermission(repository, actor.account))) {
    throw new GitHubError(403, 'Must have admin rights to Repository.');
  }
}
