import { ask } from './ask.ts';

/** What somebody has for one exercise. */
export interface GradebookCell {
  earned: number;
  possible: number;
  state: string;
  attempts: number;
  /** Left out when in time. */
  lateSeconds?: number;
  overridden?: boolean;
  /** The learner does not see it yet. */
  held?: boolean;
}

export interface GradebookExercise {
  exercise: string;
  weight: number;
  possible?: number;
  dueAt?: string;
}

export interface GradebookLearner {
  githubId: number;
  login: string;
  name: string | null;
  pseudonym: string;
  active: boolean;
  total: { earned: number; possible: number; percent?: number; percentSoFar?: number };
  /** In the order of the exercises. */
  grades: readonly (GradebookCell | null)[];
}

export interface Gradebook {
  exercises: readonly GradebookExercise[];
  learners: readonly GradebookLearner[];
}

export const readGradebook = (course: string, signal?: AbortSignal) =>
  ask<Gradebook>('GET', '/courses/{course}/gradebook', {
    path: { course },
    query: { format: 'json' },
    signal,
  });
