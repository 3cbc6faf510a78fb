import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

export type Assignment = Item<'/courses/{course}/assignments'>;

export type LatePolicy = NonNullable<Assignment['latePolicy']>;

export type AssignmentChange = Omit<Assignment, 'exercise' | 'version' | 'results'>;

export const listAssignments = (course: string, signal?: AbortSignal) =>
  askAll<Assignment>('/courses/{course}/assignments', { path: { course }, paged: false, signal });
export const putAssignment = (course: string, exercise: string, body: AssignmentChange, version = 0) =>
  ask<Assignment>('PUT', '/courses/{course}/assignments/{exercise}', {
    path: { course, exercise },
    body,
    version,
  });
