import type { CheckStatus } from '../../../graders/contract/check-result.ts';
import type { Evidence } from '../../../graders/contract/finding.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import type { HandInWay } from '../../domain/submissions/hand-in.ts';
import type { Outcome } from '../blocks/outcome.ts';
import type { DropRank } from '../markdown/drop-rank.ts';

/** A heading and what to do. */
export interface Told<Facts = undefined> {
  title: string;
  text: Facts extends undefined ? string : (facts: Facts) => string;
}

/** A button on a check: GitHub takes 20 and 40 characters. */
export interface ActionTexts {
  label: string;
  description: string;
}

/** Every word of the report in one language. Strings are ours: they may hold Markdown, parameters too. */
export interface ReportTexts {
  /** The language's own name, shown on the fold that holds it. */
  language: string;
  /** Joins two statements in one line. */
  separator: string;
  headline: Record<Outcome, string>;
  points: (earned: string, possible: string) => string;
  progress: (finished: number, total: number) => string;
  nextStep: string;
  next: {
    queued: string;
    queuedAt: (position: number) => string;
    grading: string;
    passed: string;
    failed: (count: number) => string;
    refused: (count: number) => string;
    'timed-out': string;
    'not-graded': string;
    cancelled: string;
    held: string;
  };
  /** Follows what to change and push: how it is graded again. */
  again: (handIn: HandInWay, exercise: string) => string;
  standing: {
    /** `why` in the words of the two below. */
    counts: (points: string, why: string | undefined) => string;
    overridden: string;
    late: (by: { days: number; hours: number; minutes: number }) => string;
  };
  /** Why a result counts for nobody, and what to do. */
  uncredited: Record<Uncredited, string>;
  /** Stands over what the instructors wrote. */
  note: string;
  startHere: string;
  notYourFault: string;
  /** Instead, when the run had a cluster, and a grader that broke is the reason. */
  notYourFaultButUsed: string;
  /** Of a run that had begun when it was cancelled. */
  cancelledButUsed: string;
  /** Asks to hand the reference to an instructor. */
  askInstructor: (id: string) => string;
  reference: (id: string) => string;
  runningNow: string;
  table: { number: string; check: string; result: string; points: string };
  status: Record<CheckStatus, string>;
  blockedBy: (check: string) => string;
  blockedBySubmission: string;
  checkBroken: string;
  /** Summary of the fold with names of files that were not judged. */
  leftAsideFold: string;
  /** Summary of the fold with remarks on checks that passed. */
  remarks: string;
  needsRealCluster: string;
  /** Of a check that takes no points until staff have looked into it. */
  underReview: string;
  partialTable: string;
  expected: string;
  found: string;
  where: string;
  hint: string;
  evidence: Record<Evidence['kind'], string>;
  evidenceFold: (kinds: string) => string;
  evidenceAbove: string;
  moreFindings: (count: number) => string;
  history: {
    fold: (count: number) => string;
    attempt: string;
    commit: string;
    result: string;
    points: string;
    finished: (timeZone: string) => string;
  };
  attempt: (number: number) => string;
  commit: (sha: string) => string;
  /** Who handed it in together. */
  team: (name: string, members: string) => string;
  exerciseVersion: (version: string) => string;
  fullReport: string;
  /** Names the signed receipt in a link. */
  receipt: string;
  regrade: string;
  cut: (parts: readonly DropRank[], fullReportUrl: string | undefined) => string;
  /** Of the one check over all exercises. */
  gradingCheck: { passed: (passed: number, all: number) => string; purpose: string };
  /** Told beside results; `when` is a time of the course. */
  notice: {
    'no-exercise': Told;
    misplaced: Told;
    'change-too-large': Told;
    'no-author': Told;
    'by-bot': Told;
    'not-enrolled': Told;
    'needs-approval': Told;
    'attempts-used': Told<{ exercises: string; perDay: number; when: string }>;
    'regrade-later': Told<{ when: string }>;
    'not-accepted': Told;
    'not-handed-in': Told<{ handIn: HandInWay }>;
    'handed-in-already': Told;
    'nothing-to-hand-in': Told;
    'handed-in-otherwise': Told<{ handIn: HandInWay }>;
  };
  /** Why one exercise is not graded now. */
  refused: {
    'not-open': (exercise: string, when: string) => string;
    closed: (exercise: string, when: string) => string;
    'no-attempt-left': (exercise: string, limit: number) => string;
    'attempts-used': (exercise: string, perDay: number, when: string) => string;
  };
  /** What is at a place where it cannot be graded, and how to mend it; paths are code already. */
  misplaced: {
    misnamed: (path: string, expected: string) => string;
    archive: (path: string, expected: string) => string;
    'nested-repository': (path: string) => string;
  };
  /** Instead of that a change touches no exercise: it touches only these. */
  onlyNotes: string;
  /** Some of the changed files, introduced. */
  changedFiles: string;
  /** One of them, with the exercise that may have been meant. */
  changedFile: (path: string, meant: string | undefined) => string;
  /** The known exercise folders, introduced. */
  knownFolders: string;
  attemptsLeft: (left: number, perDay: number) => string;
  help: { title: string; handIn: Record<HandInWay, string>; lines: readonly string[] };
  actions: { regrade: ActionTexts; hint: ActionTexts };
}
