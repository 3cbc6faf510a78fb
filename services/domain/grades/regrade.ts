/** Which submissions are graded again. What is absent leaves nothing out. */
export interface RegradeFilter {
  exercise?: string;
  githubId?: number;
  submissionId?: string;
  /** Those whose newest result is this. */
  result?: 'passed' | 'failed' | 'not-graded';
  /** Those that did not pass this check of the exercise. */
  failedCheck?: string;
  /** Those that another version of the exercise graded: the content hash of today's. */
  notGradedBy?: string;
  /** `current`: of each learner and exercise the submission that counts and the newest one; `all`: every one. */
  which: 'current' | 'all';
}

/**
 * `previewing`: its gradings are on their way, nobody is told of them and they do not count. `previewed`: all are there.
 * `published` can be `undone`, the former results then count again.
 */
export const REGRADE_STATES = [
  'previewing',
  'previewed',
  'publishing',
  'published',
  'discarded',
  'undone',
] as const;
export type RegradeState = (typeof REGRADE_STATES)[number];

/**
 * `open` until its grading ends as `graded` or `not-graded`, our fault. Of a published regrade those that were `published`
 * count in place of the former; the others were `kept` out: not graded, worse than before where that was asked, or
 * replaced by somebody else meanwhile.
 */
export const REGRADE_ITEM_STATES = ['open', 'graded', 'not-graded', 'published', 'kept', 'undone'] as const;
export type RegradeItemState = (typeof REGRADE_ITEM_STATES)[number];
