import type { Localized } from '../words/language.ts';
import { ask, askAll } from './ask.ts';

export type Role = 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
const ROLES: readonly Role[] = ['learner', 'read-only', 'assistant', 'instructor', 'owner'];

/** Whether a role reaches as far as the least one asked for. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

export interface Course {
  courseId: string;
  slug: string;
  title: Localized;
  term?: string;
  timeZone: string;
  gradePolicy: 'best' | 'latest';
  results: 'released' | 'held';
  version: number;
}

/** Who is signed in. */
export interface Me {
  kind: 'operator' | 'token' | 'session';
  githubId?: number;
  login?: string;
  /** Owner of every course. */
  operator: boolean;
  courses: readonly { courseId: string; slug: string; role: Role }[];
  /** What a token reaches at most. */
  limit?: { role: Role; courseId?: string };
}

export const readMe = (signal?: AbortSignal) => ask<Me>('GET', '/me', { signal });
export const readCourse = (course: string, signal?: AbortSignal) =>
  ask<Course>('GET', '/courses/{course}', { path: { course }, signal });
export const readCourses = (signal?: AbortSignal) => askAll<Course>('/courses', { signal });

export interface Exercise {
  exercise: string;
  title: Localized;
}
export const readExercises = (course: string, signal?: AbortSignal) =>
  askAll<Exercise>('/courses/{course}/exercises', { path: { course }, paged: false, signal });
