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
  opensAt?: string | null;
  dueAt?: string | null;
  closesAt?: string | null;
  latePolicy?: LatePolicy | null;
  attemptLimit?: number | null;
  weight: number;
  results?: 'released' | 'held' | null;
  version: number;
}

export type AssignmentChange = Omit<Assignment, 'exercise' | 'version'>;

export const listAssignments = (course: string, signal?: AbortSignal) =>
  askAll<Assignment>('/courses/{course}/assignments', { path: { course }, signal });
export const putAssignment = (course: string, exercise: string, body: AssignmentChange, version = 0) =>
  ask<Assignment>('PUT', '/courses/{course}/assignments/{exercise}', {
    path: { course, exercise },
    body,
    version,
  });
