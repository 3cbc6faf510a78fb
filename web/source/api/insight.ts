import type { Answer } from './answer.ts';
import { ask, askList } from './ask.ts';

export type CheckStatistics = ExerciseStatistics['checks'][number];

export type ExerciseStatistics = Answer<'/courses/{course}/exercises/{exercise}/statistics', 'get'>;

export const readStatistics = (course: string, signal?: AbortSignal) =>
  askList('/courses/{course}/statistics', { path: { course }, signal });

export const readExerciseStatistics = (course: string, exercise: string, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/exercises/{exercise}/statistics', {
    path: { course, exercise },
    signal,
  });

export const listClusters = (signal?: AbortSignal) => askList('/clusters', { signal });
export const readQueue = (signal?: AbortSignal) => ask('GET', '/queue', { signal });
