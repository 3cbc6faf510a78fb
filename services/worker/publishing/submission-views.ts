import type { HandInWay } from '../../domain/submissions/hand-in.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import { newestAttempts } from '../../domain/submissions/newest-attempts.ts';
import type { RunProgress } from '../../domain/submissions/run-progress.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import type {
  AttemptSummary,
  Standing,
  SubmissionProgress,
  SubmissionView,
} from '../../report/submission-view.ts';
import type { Localized } from '../../../graders/contract/localized.ts';
import { reportWithoutRun } from './report-without-run.ts';

/** A submission as publishing needs it. */
export interface PublishedSubmission extends Submission {
  folder: string;
  courseId: string;
  exerciseTitle?: Localized;
  checkRunId?: number;
  usesAttempt: boolean;
}

/** With the newest report there is. */
export interface ReportedSubmission extends PublishedSubmission {
  report: GradingReport | undefined;
  progress: RunProgress | undefined;
  /** Ids of the checks that take no points from the report. */
  underReview: readonly string[];
}

/** What is shown of a submission beside its result. */
export interface ViewExtras {
  detailsUrl(submissionId: string): string | undefined;
  receiptUrl(runId: string): string | undefined;
  attemptsLeft: { left: number; perDay: number } | undefined;
  /** Whether the learner may not see results yet. */
  isHeld: boolean;
  standing: Standing | undefined;
  note: string | undefined;
  hintsOpen: boolean;
  handIn: HandInWay;
  /** The newest attempts at the exercise on the pull request that have a verdict, and how many there are. */
  judged: { newest: readonly AttemptSummary[]; count: number };
}

/** What is shown of one submission, with the history of its exercise on the pull request. */
export function viewOf(submission: ReportedSubmission, extras: ViewExtras): SubmissionView {
  const { detailsUrl, receiptUrl, attemptsLeft, isHeld, standing, note, hintsOpen, handIn } = extras;
  const judged = isHeld ? { newest: [], count: 0 } : extras.judged;
  const title = submission.exerciseTitle ?? { en: submission.exercise, ja: submission.exercise };
  const url = detailsUrl(submission.id);
  const found = progressOf(submission, title);
  const progress = isHeld ? withheld(found, submission) : found;
  const receipt = submission.uncredited === undefined ? receiptOf(progress, receiptUrl) : undefined;
  return {
    exercise: { slug: submission.exercise, title },
    folder: submission.folder,
    progress,
    attempts: judged.newest,
    attemptCount: judged.count,
    ...{ hintsOpen, handIn },
    ...(submission.uncredited === undefined ? {} : { uncredited: submission.uncredited }),
    ...(submission.team === undefined ? {} : { team: submission.team }),
    ...(submission.usesAttempt ? { usesAttempt: true } : {}),
    ...(submission.underReview.length === 0 ? {} : { underReview: submission.underReview }),
    ...(isHeld || standing === undefined ? {} : { standing }),
    ...(isHeld || note === undefined ? {} : { note }),
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
    ...(url === undefined ? {} : { detailsUrl: url }),
    ...(receipt === undefined ? {} : { receiptUrl: receipt }),
  };
}

/** Only what was judged, and counts, has a receipt. */
function receiptOf(progress: SubmissionProgress, receiptUrl: ViewExtras['receiptUrl']): string | undefined {
  if (progress.state !== 'finished') return undefined;
  const { verdict, runId } = progress.report;
  return verdict === 'passed' || verdict === 'failed' ? receiptUrl(runId) : undefined;
}

function progressOf(submission: ReportedSubmission, title: Localized): SubmissionProgress {
  switch (submission.state) {
    case 'queued':
      return { state: 'queued' };
    case 'grading':
      return { state: 'grading', finished: [], ...submission.progress };
    case 'graded':
    case 'not-graded':
    case 'cancelled':
      return { state: 'finished', report: submission.report ?? reportWithoutRun(submission, title) };
  }
}

/** Tells that it was graded, or that we could not, and nothing that a check has found. */
function withheld(
  progress: SubmissionProgress,
  { headSha, attempt }: ReportedSubmission,
): SubmissionProgress {
  if (progress.state === 'grading') return { state: 'grading', finished: [] };
  if (progress.state !== 'finished') return progress;
  const { report } = progress;
  if (report.verdict === 'passed' || report.verdict === 'failed') return { state: 'held', headSha, attempt };
  return { state: 'finished', report: { ...report, problems: [], checks: [] } };
}

/**
 * The submissions the comment speaks of: the newest attempt of each exercise at the head commit that was not cancelled, and
 * of an exercise that was handed in the newest of these, whatever was pushed afterwards. When all of them were cancelled,
 * the pull request was closed or made a draft, and the comment has to say that.
 */
export function currentSubmissions<S extends Submission>(all: readonly S[], headSha: string): S[] {
  const alive = all.filter(({ state }) => state !== 'cancelled');
  const handedIn = new Map(alive.flatMap((one) => (one.handedIn === true ? [[one.exercise, one]] : [])));
  const pushed = newestAttempts(alive, headSha).filter(({ exercise }) => !handedIn.has(exercise));
  const current = [...handedIn.values(), ...pushed].sort((a, b) => a.exercise.localeCompare(b.exercise));
  return current.length > 0 ? current : newestAttempts(all, headSha);
}
