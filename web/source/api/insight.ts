import { ask, askAll } from './ask.ts';

export interface Quartiles {
  lower: number;
  median: number;
  upper: number;
}

/** How one exercise went for a course. */
export interface ExerciseSummary {
  exercise: string;
  /** Gradings, those included that could not be judged. */
  runs: number;
  notGraded: number;
  learners: number;
  passedLearners: number;
  attemptsToPass?: Quartiles;
  secondsToPass?: Quartiles;
  clusterSeconds: { total: number; perRun?: Quartiles };
}

export interface CheckStatistics {
  checkId: string;
  counts: { pass: number; fail: number; blocked: number; error: number; undecided: number };
  /** Of the runs in which it passed or failed. */
  passRate?: number;
  /** Why it failed, the commonest first. */
  mismatches: readonly { code: string; count: number; exampleRunId: string }[];
  /** It takes no points from anybody. */
  underReview: boolean;
}

export interface ExerciseStatistics extends ExerciseSummary {
  checks: readonly CheckStatistics[];
  /** Learners by their best percentage: below 10, below 20, … up to 100. */
  scores: readonly number[];
  phases: readonly { phase: string; durationMs: Quartiles }[];
}

export const readStatistics = (course: string, signal?: AbortSignal) =>
  askAll<ExerciseSummary>('/courses/{course}/statistics', { path: { course }, paged: false, signal });
export const readExerciseStatistics = (course: string, exercise: string, signal?: AbortSignal) =>
  ask<ExerciseStatistics>('GET', '/courses/{course}/exercises/{exercise}/statistics', {
    path: { course, exercise },
    signal,
  });

export interface Cluster {
  name: string;
  state: string;
  profile?: string;
  host: string;
  runId?: string | null;
  createdAt: string;
  stateAt: string;
}

export interface QueueState {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  oldest?: string | null;
}

export const listClusters = (signal?: AbortSignal) => askAll<Cluster>('/clusters', { paged: false, signal });
export const readQueue = (signal?: AbortSignal) => ask<QueueState>('GET', '/queue', { signal });
