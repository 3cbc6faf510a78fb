import type { Fault } from '../domain/failure.ts';
import type { GradingReport } from '../domain/grading-report.ts';
import type { SubmissionState } from '../domain/submission.ts';

/** `failed` ended without a verdict (a retry may follow); `lost` was overtaken by a newer run. */
export const RUN_STATES = ['running', 'finished', 'failed', 'lost'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Why a run ended without a verdict; for staff. */
export interface RunFailure {
  fault: Fault;
  code: string;
  message: string;
}

export interface Run {
  runId: string;
  submissionId: string;
  workerId: string;
  fencing: number;
  state: RunState;
  startedAt: Date;
  finishedAt?: Date;
  report?: GradingReport;
  failure?: RunFailure;
}

export type FinalState = Exclude<SubmissionState, 'queued' | 'grading'>;

/** The tries to grade a submission. A run proves with its fencing number that it is the newest one. */
export interface Runs {
  /**
   * Begins a run: the submission becomes `grading`, its fencing number counts up, runs still open become `lost`.
   * Undefined when the submission is final or to be cancelled: do not grade (then call `submissions.close`).
   */
  start(run: {
    runId: string;
    submissionId: string;
    workerId: string;
    startedAt: Date;
  }): Promise<{ fencing: number } | undefined>;
  /**
   * Writes the report, the submission's final state and the wish to publish in one transaction. The state is
   * `cancelled`, whatever was asked, when a cancel request came first. False when a newer run holds the submission or
   * it is final already; true again when this very run repeats its call.
   */
  finish(result: {
    runId: string;
    fencing: number;
    report: GradingReport;
    state: FinalState;
  }): Promise<boolean>;
  /** Records an attempt that gave no verdict; the submission stays `grading` for the retry. False as for `finish`. */
  fail(attempt: { runId: string; fencing: number; failure: RunFailure; at: Date }): Promise<boolean>;
  get(runId: string): Promise<Run | undefined>;
  /** All runs of a submission, oldest first. */
  forSubmission(submissionId: string): Promise<Run[]>;
  /** The report of the newest finished run. */
  latestReport(submissionId: string): Promise<GradingReport | undefined>;
}
