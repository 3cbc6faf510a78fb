import type { Answer } from './answer.ts';
import { ask } from './ask.ts';
import type { Body } from './question.ts';

/** Whether learners see their results, and for which exercises something else holds. */
export type Results = Answer<'/courses/{course}/results', 'get'>;

export type ResultsChange = Body<'PUT', '/courses/{course}/results'>;

export const readResults = (course: string, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/results', { path: { course }, signal });

/** Of the course, or of one exercise; `course` lets an exercise follow the course again. */
export const putResults = (course: string, body: ResultsChange, version: number) =>
  ask('PUT', '/courses/{course}/results', { path: { course }, body, version });
