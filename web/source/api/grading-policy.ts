import type { Answer } from './answer.ts';
import { ask } from './ask.ts';

/** Which submission counts, and what late work loses where an exercise says nothing else. */
export type GradingPolicy = Answer<'/courses/{course}/grading-policy', 'get'>;

export const readGradingPolicy = (course: string, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/grading-policy', { path: { course }, signal });

export const putGradingPolicy = (course: string, { version, ...body }: GradingPolicy) =>
  ask('PUT', '/courses/{course}/grading-policy', { path: { course }, body, version });
