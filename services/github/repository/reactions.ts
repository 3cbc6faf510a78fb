import type { Connection } from '../client/connection.ts';

export type Reaction = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Reactions {
  /** Reacts to a comment of a pull request; a second time changes nothing. */
  add(commentId: number, content: Reaction): Promise<void>;
}

/** Reactions to comments. GitHub answers a repeated reaction with the first one. */
export function createReactions(connection: Connection): Reactions {
  return {
    add: (commentId, content) =>
      connection.call(`react to comment ${commentId}`, async (octokit, at) => {
        await octokit.rest.reactions.createForIssueComment({ ...at, comment_id: commentId, content });
      }),
  };
}
