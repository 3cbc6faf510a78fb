import { ask } from './ask.ts';

/** What somebody has for one exercise. */
export interface GradebookCell {
  exercise: string;
  earned: number;
  possible: number;
  state: string;
  attempts: number;
  lateSeconds: number;
  isOverridden: boolean;
  released: boolean;
  submissionId: string | null;
}

export interface GradebookExercise {
  exercise: string;
  title?: { en: string; ja: string };
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
  cells: readonly GradebookCell[];
  total: { earned: number; possible: number; percent?: number; percentSoFar?: number };
}

export interface Gradebook {
  exercises: readonly GradebookExercise[];
  learners: readonly GradebookLearner[];
}

interface GradebookPage {
  exercises: GradebookExercise[];
  items: GradebookLearner[];
  next: string | null;
}

/** The whole gradebook, fetched page by page. */
export async function readGradebook(course: string, signal?: AbortSignal): Promise<Gradebook> {
  const learners: GradebookLearner[] = [];
  let exercises: GradebookExercise[] = [];
  let cursor: string | undefined;
  do {
    const page: GradebookPage = await ask('GET', '/courses/{course}/gradebook', {
      path: { course },
      query: { limit: 200, cursor },
      signal,
    });
    exercises = page.exercises;
    learners.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { exercises, learners };
}
