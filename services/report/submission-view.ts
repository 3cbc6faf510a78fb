import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { Localized } from '../../graders/contract/localized.ts';
import type { Uncredited } from '../domain/grades/credit.ts';
import type { HandInWay } from '../domain/submissions/hand-in.ts';
import type { Team } from '../domain/courses/team.ts';
import type { GradingReport, Verdict } from '../domain/submissions/grading-report.ts';

/** One earlier or current grading of an exercise on this pull request. */
export interface AttemptSummary {
  attempt: number;
  headSha: string;
  verdict: Verdict;
  score: { earned: number; possible: number };
  finishedAt: Date;
}

/** Where a submission stands: waiting (with its place in the queue, from 1), being graded, or done. */
export type SubmissionProgress =
  | { state: 'queued'; position?: number }
  | {
      state: 'grading';
      /** The checks that have ended so far, in their order. */
      finished: readonly CheckResult[];
      /** Title of the check that runs now. */
      running?: Localized;
      /** How many checks the exercise has. */
      total?: number;
    }
  | { state: 'finished'; report: GradingReport }
  /** Graded, but the course tells no results yet. */
  | { state: 'held'; headSha: string; attempt: number };

/** What counts for the grade, whichever submission it comes from. */
export interface Standing {
  earned: number;
  possible: number;
  /** Seconds after the deadline. */
  lateSeconds: number;
  /** Whether a person set the points. */
  isOverridden: boolean;
}

/** All that is shown of one exercise on a pull request. */
export interface SubmissionView {
  exercise: { slug: string; title: Localized };
  /** The exercise's folder inside the learner's repository, without slashes at its ends; empty for the root. */
  folder: string;
  progress: SubmissionProgress;
  /** Who handed it in together; absent for one learner. */
  team?: Team;
  /** Why it counts for nobody. */
  uncredited?: Uncredited;
  /** What hands work in; a push unless told. */
  handIn?: HandInWay;
  /** Oldest first; of many the newest. */
  attempts: readonly AttemptSummary[];
  /** How many there are in all; as many as are given unless told. */
  attemptCount?: number;
  /** How often it may still be graded within 24 hours, where the course limits it. */
  attemptsLeft?: { left: number; perDay: number };
  /** Shown where it differs from the score of the result. */
  standing?: Standing;
  /** What the instructors tell the learner about it, as they wrote it. */
  note?: string;
  /** Ids of the checks that take no points, because they are under review. */
  underReview?: readonly string[];
  /** Whether it counts as an attempt although it brought no result. */
  usesAttempt?: boolean;
  /** Whether hints are shown without unfolding them. */
  hintsOpen?: boolean;
  /** Address of the full report on our own page. */
  detailsUrl?: string;
  /** Address of the signed receipt of the result. */
  receiptUrl?: string;
}
