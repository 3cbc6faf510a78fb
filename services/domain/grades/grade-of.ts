import { termsOf, type Assignment, type Extension, type Terms } from '../courses/assignment.ts';
import type { GradePolicy } from '../courses/course.ts';
import { shareLeft, type LatePolicy } from '../courses/late-policy.ts';
import type { SubmissionState } from '../submissions/submission.ts';

/**
 * `pending`: the first result is not there yet. `not-graded`: only our own failures. `too-late`: all that was submitted
 * came after the cut-off or the closing. `missing`: nothing was submitted.
 */
export const GRADE_STATES = ['passed', 'failed', 'pending', 'not-graded', 'too-late', 'missing'] as const;
export type GradeState = (typeof GRADE_STATES)[number];

/** A submission as far as the grade is concerned. */
export interface GradedAttempt {
  submissionId: string;
  state: SubmissionState;
  /** When GitHub had the commit; the same for every attempt at one commit. */
  submittedAt: Date;
  /** Of the finished run, once the state is `graded`. */
  result?: { runId: string; isPassed: boolean; earned: number; possible: number };
}

/** Points set by a person. */
export interface Override {
  /** ULID: of several the greatest is the newest. */
  overrideId: string;
  points: number;
}

export interface GradeInputs {
  /** All of one learner and exercise in one course that count, in any order. */
  attempts: readonly GradedAttempt[];
  assignment: Assignment;
  extension?: Extension;
  /** Those that were not revoked, in any order. */
  overrides: readonly Override[];
  course: { gradePolicy: GradePolicy; latePolicy?: LatePolicy };
}

export interface Grade {
  state: GradeState;
  /** Points that count. */
  earned: number;
  /** Points that can be had without extra credit. */
  possible: number;
  /** Points of the run that counts, before lateness and overrides. */
  rawEarned: number;
  /** Seconds between the deadline of this learner and the submission that counts; 0 when it was in time. */
  lateSeconds: number;
  submissionId?: string;
  runId?: string;
  overrideId?: string;
  /** Gradings that gave a result, those that came too late left out. */
  attempts: number;
  /** When the first one that passed was submitted. */
  firstPassedAt?: Date;
}

/** Every exercise is worth so many points; needed where points are given without a submission. */
const USUAL_POSSIBLE = 100;

/**
 * The grade of one learner for one exercise. Depends on nothing but its inputs, in whatever order they came to be. The
 * newest override decides; without one the points of the best or the latest attempt less what lateness takes. An
 * extension never lowers a grade: computed with and without, the better one counts. Our own failures cost nothing.
 */
export function gradeOf(inputs: GradeInputs): Grade {
  const { assignment, extension, overrides } = inputs;
  const usual = standing(inputs, termsOf(assignment, undefined));
  const extended = extension === undefined ? usual : standing(inputs, termsOf(assignment, extension));
  const grade = extended.earned >= usual.earned ? extended : usual;

  const override = overrides.reduce<Override | undefined>(
    (newest, one) => (newest === undefined || one.overrideId > newest.overrideId ? one : newest),
    undefined,
  );

  return override === undefined ? grade : overridden(grade, override);
}

interface Candidate {
  attempt: GradedAttempt;
  result: NonNullable<GradedAttempt['result']>;
  lateSeconds: number;
  earned: number;
}

function standing(inputs: GradeInputs, terms: Terms): Grade {
  const { attempts, assignment, course } = inputs;
  const policy = assignment.latePolicy ?? course.latePolicy ?? { kind: 'none' };
  const candidates = attempts.flatMap((attempt) => candidateOf(attempt, terms, policy));
  const [best, ...others] = candidates;
  if (best === undefined) return without(attempts);
  const better = course.gradePolicy === 'best' ? earnsMore : isLater;
  const counting = others.reduce((found, one) => (better(one, found) > 0 ? one : found), best);
  const { attempt, result, lateSeconds, earned } = counting;

  const passedAt = candidates
    .filter((one) => one.result.isPassed)
    .map((one) => one.attempt.submittedAt.getTime());

  return {
    state: result.isPassed ? 'passed' : 'failed',
    earned,
    possible: result.possible,
    rawEarned: result.earned,
    lateSeconds,
    submissionId: attempt.submissionId,
    runId: result.runId,
    attempts: candidates.length,
    ...(passedAt.length === 0 ? {} : { firstPassedAt: new Date(Math.min(...passedAt)) }),
  };
}

/** Nothing for an attempt that has no result, or that came after the closing or the cut-off. */
function candidateOf(attempt: GradedAttempt, terms: Terms, policy: LatePolicy): Candidate[] {
  const { state, result, submittedAt } = attempt;
  if (state !== 'graded' || result === undefined) return [];
  if (terms.closesAt !== undefined && submittedAt > terms.closesAt) return [];
  const lateMs = terms.dueAt === undefined ? 0 : submittedAt.getTime() - terms.dueAt.getTime();
  const lateSeconds = Math.max(0, Math.floor(lateMs / 1000));
  const share = shareLeft(policy, lateSeconds);
  if (policy.kind === 'cut-off' && share === 0) return [];
  return [{ attempt, result, lateSeconds, earned: Math.min(result.earned, rounded(result.earned * share)) }];
}

/** Of equal points the earlier submission counts, which is the less late one. */
function earnsMore(a: Candidate, b: Candidate): number {
  return a.earned - b.earned || time(b) - time(a) || inOrder(a, b);
}

/** Of several attempts at the newest commit the best counts: a grader that wavers costs nobody points. */
function isLater(a: Candidate, b: Candidate): number {
  return time(a) - time(b) || a.earned - b.earned || inOrder(a, b);
}

function time({ attempt }: Candidate): number {
  return attempt.submittedAt.getTime();
}

function inOrder(a: Candidate, b: Candidate): number {
  return a.attempt.submissionId < b.attempt.submissionId ? 1 : -1;
}

function without(attempts: readonly GradedAttempt[]): Grade {
  const has = (...states: SubmissionState[]) => attempts.some(({ state }) => states.includes(state));

  const state = has('queued', 'grading')
    ? 'pending'
    : has('graded')
      ? 'too-late'
      : has('not-graded')
        ? 'not-graded'
        : 'missing';

  return { state, earned: 0, possible: USUAL_POSSIBLE, rawEarned: 0, lateSeconds: 0, attempts: 0 };
}

/** All points pass whatever the run said, and no points never do. */
function overridden(grade: Grade, { overrideId, points }: Override): Grade {
  const isPassed = points > 0 && (points >= grade.possible || grade.state === 'passed');
  return { ...grade, state: isPassed ? 'passed' : 'failed', earned: points, overrideId };
}

/** To hundredths of a point. */
function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
