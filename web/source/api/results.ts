import { ask } from './ask.ts';

export type ResultVisibility = 'released' | 'held';

/** Whether learners see their results, and for which exercises something else holds. */
export interface Results {
  results: ResultVisibility;
  exercises: readonly { exercise: string; results: ResultVisibility }[];
  version: number;
}

export const readResults = (course: string, signal?: AbortSignal) =>
  ask<Results>('GET', '/courses/{course}/results', { path: { course }, signal });
/** Of the course, or of one exercise; `course` lets an exercise follow the course again. */
export const putResults = (
  course: string,
  body: { exercise?: string; results: ResultVisibility | 'course' },
  version: number,
) => ask<Results>('PUT', '/courses/{course}/results', { path: { course }, body, version });
