import type { Answer } from './answer.ts';
import { ask } from './ask.ts';

/** What somebody has for one exercise. */
export type GradebookCell = NonNullable<GradebookLearner['grades'][number]>;

export type GradebookExercise = Gradebook['exercises'][number];

export type GradebookLearner = Gradebook['learners'][number];

export type Gradebook = Answer<'/courses/{course}/gradebook', 'get'>;

export const readGradebook = (course: string, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/gradebook', {
    path: { course },
    query: { format: 'json' },
    signal,
  });
