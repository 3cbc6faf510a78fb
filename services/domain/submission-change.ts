import type { SubmissionState } from './submission.ts';

/** The state that a submission has come into. */
export interface SubmissionChange {
  submissionId: string;
  courseId: string;
  exercise: string;
  authorId: number;
  authorLogin: string;
  attempt: number;
  state: SubmissionState;
  at: Date;
}
