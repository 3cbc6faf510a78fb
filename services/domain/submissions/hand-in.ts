/** What hands work in: every push, a `/submit` on the pull request, or a tag. */
export const HAND_IN_WAYS = ['push', 'command', 'tag'] as const;
export type HandInWay = (typeof HAND_IN_WAYS)[number];

/** A commit that somebody handed in for one exercise. */
export interface HandIn {
  repositoryId: number;
  pullNumber: number;
  headSha: string;
  exercise: string;
  /** Of the exercise at this commit, without slashes at its ends. */
  folder: string;
  /** When GitHub heard of it. */
  at: Date;
}
