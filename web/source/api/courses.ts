import type { Answer, Item } from './answer.ts';
import { ask, askAll, askList } from './ask.ts';

export type Role = Item<'/courses/{course}/members'>['role'];
/** The least first. */
export const ROLES: readonly Role[] = ['learner', 'read-only', 'assistant', 'instructor', 'owner'];

/** Whether a role reaches as far as the least one asked for. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

export type Course = Answer<'/courses/{course}', 'get'>;

/** Who is signed in. */
export type Me = Answer<'/me', 'get'>;

export const readMe = (signal?: AbortSignal) => ask('GET', '/me', { signal });

export const readCourse = (course: string, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}', { path: { course }, signal });
export const readCourses = (signal?: AbortSignal) => askAll('/courses', { signal });

export const readExercises = (course: string, signal?: AbortSignal) =>
  askList('/courses/{course}/exercises', { path: { course }, signal });
