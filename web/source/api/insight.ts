import type { Localized } from '../words/language.ts';
import { ask, askAll } from './ask.ts';

export interface CheckStatistics {
  checkId: string;
  title?: Localized;
  passed: number;
  failed: number;
  blocked: number;
  errors: number;
  commonest?: readonly { message: Localized; count: number }[];
  quarantined?: boolean;
}

export interface ExerciseStatistics {
  exercise: string;
  title?: Localized;
  learners: number;
  passed: number;
  attempts: number;
  medianSecondsToPass?: number | null;
  scores?: readonly number[];
  checks?: readonly CheckStatistics[];
}

export const readStatistics = (course: string, signal?: AbortSignal) =>
  askAll<ExerciseStatistics>('/courses/{course}/statistics', { path: { course }, signal });
export const readExerciseStatistics = (course: string, exercise: string, signal?: AbortSignal) =>
  ask<ExerciseStatistics>('GET', '/courses/{course}/statistics/{exercise}', {
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

export const listClusters = (signal?: AbortSignal) => askAll<Cluster>('/clusters', { signal });
export const readQueue = (signal?: AbortSignal) => ask<QueueState>('GET', '/queue', { signal });
