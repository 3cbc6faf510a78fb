import type { Answer } from './answer.ts';
import { ask } from './ask.ts';

/** Whether learners see their results, and for which exercises something else holds. */
export type Results = Answer<'/courses/{course}/results', 'get'>;

export type ResultVisibility = Results['results'];

export const readResults = (course: string, signal?: AbortSignal) =>
  ask<Results>('GET', '/courses/{course}/results', { path: { course }, signal });
/** Of the course, or of one exercise; `course` lets an exercise follow the course again. */
export const putResults = (
  course: string,
  body: { exercise?: string; results: ResultVisibility | 'course' },
  version: number,
) => ask<Results>('PUT', '/courses/{course}/results', { path: { course }, body, version });
