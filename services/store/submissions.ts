import type { Localized } from '../../graders/contract/localized.ts';
import type { Submission, SubmissionIdentity } from '../domain/submission.ts';

export interface NewSubmission {
  /** ULID; not used when the identity is already stored. */
  id: string;
  identity: SubmissionIdentity;
  authorId: number;
  authorLogin: string;
  exerciseTitle?: Localized;
}

export interface StoredSubmission extends Submission {
  exerciseTitle?: Localized;
  /** Counts the runs; only the run that holds the newest number may write a result. */
  fencing: number;
  checkRunId?: number;
  updatedAt: Date;
}

/** What became of a request to cancel, by submission id. Final submissions are in neither list. */
export interface Cancellation {
  /** Nobody was grading: already `cancelled`. */
  cancelled: string[];
  /** A worker holds it: it sees `cancelRequested` and finishes it as `cancelled`. */
  requested: string[];
}

/** Every change of state also asks for a publication, in the same transaction. */
export interface Submissions {
  /** Stores the submission as `queued`, or returns the row that has the same identity, whatever its state. */
  open(submission: NewSubmission): Promise<{ submission: StoredSubmission; created: boolean }>;
  get(id: string): Promise<StoredSubmission | undefined>;
  /** All of a pull request, oldest first. */
  forPullRequest(repositoryId: number, number: number): Promise<StoredSubmission[]>;
  /** Cancels the queued ones at once and marks those being graded. */
  requestCancel(ids: readonly string[]): Promise<Cancellation>;
  /** For the worker that holds the submission: poll it. True also when the row is already final. */
  cancelRequested(id: string): Promise<boolean>;
  /**
   * Makes an open submission `cancelled` or `not-graded` without a run: for a job found cancelled before its run
   * began, and for the reconciler. Refuses later writers. False when it was final already.
   */
  close(id: string, state: 'cancelled' | 'not-graded'): Promise<boolean>;
  setCheckRun(id: string, checkRunId: number): Promise<void>;
  /** 1 + the highest attempt stored of this commit and exercise. */
  nextAttempt(identity: Omit<SubmissionIdentity, 'attempt'>): Promise<number>;
  /** How many open submissions an author has: the queue gives later ones a lower priority. */
  openCountByAuthor(authorId: number): Promise<number>;
  /** Open submissions whose row has not changed since the date, oldest first: candidates for the reconciler. */
  openUnchangedSince(before: Date): Promise<StoredSubmission[]>;
}
