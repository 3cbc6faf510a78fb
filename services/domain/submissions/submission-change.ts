import type { SubmissionState } from './submission.ts';

/** The state that a submission has come into. */
export interface SubmissionChange {
  submissionId: string;
  courseId: string;
  exercise: string;
  authorId: number;
  authorLogin: string;
  /** Of the team that handed it in; null for its author alone. */
  members: readonly number[] | null;
  attempt: number;
  state: SubmissionState;
  at: Date;
  /** False for the preview of a regrade and for what a regrade replaced, which are for staff alone. */
  counts: boolean;
}
