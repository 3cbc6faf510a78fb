import type { Answer, Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

/** How one exercise went for a course. */
export type ExerciseSummary = Item<'/courses/{course}/statistics'>;

export type CheckStatistics = ExerciseStatistics['checks'][number];

export type ExerciseStatistics = Answer<'/courses/{course}/exercises/{exercise}/statistics', 'get'>;

export const readStatistics = (course: string, signal?: AbortSignal) =>
  askAll<ExerciseSummary>('/courses/{course}/statistics', { path: { course }, paged: false, signal });
export const readExerciseStatistics = (course: string, exercise: string, signal?: AbortSignal) =>
  ask<ExerciseStatistics>('GET', '/courses/{course}/exercises/{exercise}/statistics', {
    path: { course, exercise },
    signal,
  });

export type Cluster = Item<'/clusters'>;

export type QueueState = Answer<'/queue', 'get'>;

export const listClusters = (signal?: AbortSignal) => askAll<Cluster>('/clusters', { paged: false, signal });
export const readQueue = (signal?: AbortSignal) => ask<QueueState>('GET', '/queue', { signal });
