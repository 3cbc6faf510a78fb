export interface CommentRequest {
  /** Of the pull request. */
  number: number;
  /** The hidden first line, such as `<!-- saiten:... -->`, with an id of this deployment in it. */
  marker: string;
  /** Complete Markdown; must start with the marker, at most 65,536 characters. */
  body: string;
  knownCommentId?: number;
}

export interface Comments {
  /**
   * Makes our one comment of a pull request say `body`: finds it by id, else by marker and author, else creates it;
   * several of ours become one (the oldest). Sends nothing when the text is already so. Answers its id.
   */
  upsert(comment: CommentRequest): Promise<{ commentId: number }>;
}
