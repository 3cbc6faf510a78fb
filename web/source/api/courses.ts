import type { Answer, Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

export type Role = 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
/** The least first. */
export const ROLES: readonly Role[] = ['learner', 'read-only', 'assistant', 'instructor', 'owner'];

/** Whether a role reaches as far as the least one asked for. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

export type Course = Answer<'/courses/{course}', 'get'>;

/** Who is signed in. */
export type Me = Answer<'/me', 'get'>;

export const readMe = (signal?: AbortSignal) => ask<Me>('GET', '/me', { signal });
export const readCourse = (course: string, signal?: AbortSignal) =>
  ask<Course>('GET', '/courses/{course}', { path: { course }, signal });
export const readCourses = (signal?: AbortSignal) => askAll<Course>('/courses', { signal });

export type Exercise = Item<'/courses/{course}/exercises'>;
export const readExercises = (course: string, signal?: AbortSignal) =>
  askAll<Exercise>('/courses/{course}/exercises', { path: { course }, paged: false, signal });
