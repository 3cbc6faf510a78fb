import type { Connection } from '../client/connection.ts';
import type { Ownership } from '../client/ownership.ts';
import type { KeyedMutex } from '../limits/keyed-mutex.ts';
import { upsertComment } from './upsert-comment.ts';
import type { CommentRequest } from './comment-request.ts';

export interface Comments {
  /**
   * Makes our one comment of a pull request say `body`: finds it by id, else by marker and author, else creates it;
   * several of ours become one (the oldest). Sends nothing when the text is already so. Answers its id.
   */
  upsert(comment: CommentRequest): Promise<{ commentId: number }>;
}

/** The comments of one repository; works on one pull request take turns within this process. */
export function createComments(needs: {
  connection: Connection;
  ownership: Ownership;
  inTurn: KeyedMutex;
}): Comments {
  const { connection, ownership, inTurn } = needs;
  return {
    upsert: (comment) =>
      inTurn(`comment/${comment.number}/${comment.marker}`, () =>
        upsertComment(connection, ownership, comment),
      ),
  };
}
