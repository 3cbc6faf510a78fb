import type { Item } from './answer.ts';
import { ask, askList } from './ask.ts';
import type { Body } from './question.ts';

export type Assignment = Item<'/courses/{course}/assignments'>;

export type LatePolicy = NonNullable<Assignment['latePolicy']>;

export type AssignmentChange = Body<'PUT', '/courses/{course}/assignments/{exercise}'>;

export const listAssignments = (course: string, signal?: AbortSignal) =>
  askList('/courses/{course}/assignments', { path: { course }, signal });

export const putAssignment = (course: string, exercise: string, body: AssignmentChange, version = 0) =>
  ask('PUT', '/courses/{course}/assignments/{exercise}', {
    path: { course, exercise },
    body,
    version,
  });
