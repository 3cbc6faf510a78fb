import { ask, askAll } from './ask.ts';

/** What one learner has for one exercise, and what was granted or set by hand. */
export interface Grade {
  exercise: string;
  earned: number;
  possible: number;
  rawEarned: number;
  lateSeconds: number;
  state: string;
  attempts: number;
  submissionId?: string | null;
  overrideId?: string | null;
  firstPassedAt?: string | null;
  released: boolean;
}

export interface Override {
  overrideId: string;
  points: number;
  reason: string;
  comment?: { en: string; ja: string } | string | null;
  actor: string;
  at: string;
  revokedAt?: string | null;
  revokedBy?: string | null;
}

export interface Extension {
  dueAt?: string | null;
  closesAt?: string | null;
  extraAttempts: number;
  reason: string;
  actor: string;
  at: string;
  version: number;
}

const GRADE = '/courses/{course}/grades/{githubId}/{exercise}';

export interface GradePlace {
  course: string;
  githubId: number;
  exercise: string;
}

export const readGrades = (course: string, githubId: number, signal?: AbortSignal) =>
  askAll<Grade>('/courses/{course}/grades/{githubId}', { path: { course, githubId }, signal });
export const readGrade = (path: GradePlace, signal?: AbortSignal) =>
  ask<Grade>('GET', GRADE, { path: { ...path }, signal });
export const listOverrides = (path: GradePlace, signal?: AbortSignal) =>
  askAll<Override>(`${GRADE}/overrides`, { path: { ...path }, signal });
export const addOverride = (path: GradePlace, body: { points: number; reason: string; comment?: string }) =>
  ask<Override>('POST', `${GRADE}/overrides`, { path: { ...path }, body });
export const revokeOverride = (path: GradePlace, overrideId: string) =>
  ask<unknown>('DELETE', `${GRADE}/overrides/{overrideId}`, { path: { ...path, overrideId } });
export const readExtension = (path: GradePlace, signal?: AbortSignal) =>
  ask<Extension>('GET', `${GRADE}/extension`, { path: { ...path }, signal });
export const putExtension = (
  path: GradePlace,
  body: { dueAt?: string; extraAttempts: number; reason: string },
  version = 0,
) => ask<Extension>('PUT', `${GRADE}/extension`, { path: { ...path }, body, version });
