import { ask } from './ask.ts';
import type { LatePolicy } from './assignments.ts';

/** Which submission counts, and what late work loses where an exercise says nothing else. */
export interface GradingPolicy {
  gradePolicy: 'best' | 'latest';
  latePolicy?: LatePolicy;
  version: number;
}

export const readGradingPolicy = (course: string, signal?: AbortSignal) =>
  ask<GradingPolicy>('GET', '/courses/{course}/grading-policy', { path: { course }, signal });
export const putGradingPolicy = (course: string, { version, ...body }: GradingPolicy) =>
  ask<GradingPolicy>('PUT', '/courses/{course}/grading-policy', { path: { course }, body, version });
