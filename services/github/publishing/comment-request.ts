export interface CommentRequest {
  /** Of the pull request. */
  number: number;
  /** The hidden first line, such as `<!-- saiten:... -->`, with an id of this deployment in it. */
  marker: string;
  /** Complete Markdown; must start with the marker, at most 65,536 characters. */
  body: string;
  knownCommentId?: number;
}
