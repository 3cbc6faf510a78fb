export type Reaction = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Reactions {
  /** Reacts to a comment of a pull request; a second time changes nothing. */
  add(commentId: number, content: Reaction): Promise<void>;
}
