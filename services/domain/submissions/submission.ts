import type { Uncredited } from '../grades/credit.ts';
import type { Team } from '../courses/team.ts';

/** What makes a submission this one and no other. The repository counts by id: names change. */
export interface SubmissionIdentity {
  repositoryId: number;
  pullNumber: number;
  headSha: string;
  exercise: string;
  /** 1 for the first grading of a commit; a regrade of the same commit counts up. */
  attempt: number;
}

/**
 * `queued` and `grading` are open; the others are final. `graded` has a result that counts, `not-graded` means we
 * could not, `cancelled` that a newer commit took its place.
 */
export const SUBMISSION_STATES = ['queued', 'grading', 'graded', 'not-graded', 'cancelled'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** One commit of one learner, or of one team, for one exercise. */
export interface Submission extends SubmissionIdentity {
  /** ULID; also the check run's external id. */
  id: string;
  authorId: number;
  authorLogin: string;
  /** Who handed it in together, the author among them; absent for one learner alone. */
  team?: Team;
  /** By a command or a tag: what was pushed afterwards does not matter. */
  handedIn?: boolean;
  /** Why its result counts for nobody. */
  uncredited?: Uncredited;
  state: SubmissionState;
  cancelRequested: boolean;
  createdAt: Date;
}
