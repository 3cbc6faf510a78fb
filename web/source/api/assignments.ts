import { ask, askAll } from './ask.ts';

export interface LatePolicy {
  kind: 'none' | 'per-day' | 'per-hour' | 'linear' | 'cut-off';
  percent?: number;
  hours?: number;
  graceMinutes?: number;
  floorPercent?: number;
}

export interface Assignment {
  exercise: string;
  opensAt?: string;
  dueAt?: string;
  closesAt?: string;
  latePolicy?: LatePolicy;
  attemptLimit?: number;
  weight: number;
  results?: 'released' | 'held';
  version: number;
}

export type AssignmentChange = Omit<Assignment, 'exercise' | 'version' | 'results'>;

export const listAssignments = (course: string, signal?: AbortSignal) =>
  askAll<Assignment>('/courses/{course}/assignments', { path: { course }, paged: false, signal });
export const putAssignment = (course: string, exercise: string, body: AssignmentChange, version = 0) =>
  ask<Assignment>('PUT', '/courses/{course}/assignments/{exercise}', {
    path: { course, exercise },
    body,
    version,
  });
