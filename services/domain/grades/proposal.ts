import type { Disagreement } from './flaky-checks.ts';

/** A check that contradicted itself on the work of several learners: staff decide whether it is put under review. */
export interface Proposal {
  /** ULID. */
  proposalId: string;
  courseId: string;
  exercise: string;
  checkId: string;
  since: Date;
  reason: string;
  evidence: readonly Disagreement[];
  decision?: {
    at: Date;
    by: string;
    /** `review` put the check under review, `dismiss` left it as it was. */
    kind: 'review' | 'dismiss';
    reason: string;
    /** Of `review`: a run of staff, of the exercise's solution, in which the check failed. */
    solutionRunId?: string;
    quarantineId?: string;
  };
  /** Counts the changes; a writer names the one it has seen. */
  version: number;
}
