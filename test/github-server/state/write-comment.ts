import type { CommentState, PullState, RepositoryState } from './repository-state.ts';
import type { World } from './world.ts';
import type { AccountState } from './account-state.ts';

export function addComment(
  world: World,
  repository: RepositoryState,
  pull: PullState,
  options: { author: AccountState; body: string; viaApp: boolean },
): CommentState {
  const now = world.now();

  const comment: CommentState = {
    id: world.nextId(),
    issueNumber: pull.number,
    author: options.author,
    viaApp: options.viaApp,
    body: options.body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
  };

  repository.comments.set(comment.id, comment);
  pull.updatedAt = now;
  return comment;
}

export function changeComment(world: World, comment: CommentState, body: string): void {
  comment.body = body;
  comment.updatedAt = world.now();
}
