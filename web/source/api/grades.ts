import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

/** What one learner has for one exercise, and what was granted or set by hand. */
export type Grade = Item<'/courses/{course}/grades/{githubId}'>;

export type Override = Item<'/courses/{course}/grades/{githubId}/{exercise}/overrides'>;

export type Extension = Item<'/courses/{course}/extensions'>;

const GRADE = '/courses/{course}/grades/{githubId}/{exercise}';

export interface GradePlace {
  course: string;
  githubId: number;
  exercise: string;
}

export const readGrades = (course: string, githubId: number, signal?: AbortSignal) =>
  askAll<Grade>('/courses/{course}/grades/{githubId}', { path: { course, githubId }, paged: false, signal });
export const readGrade = (path: GradePlace, signal?: AbortSignal) =>
  ask<Grade>('GET', GRADE, { path: { ...path }, signal });
export const listOverrides = (path: GradePlace, signal?: AbortSignal) =>
  askAll<Override>(`${GRADE}/overrides`, { path: { ...path }, paged: false, signal });
export const addOverride = (path: GradePlace, body: { points?: number; reason: string; comment?: string }) =>
  ask<Override>('POST', `${GRADE}/overrides`, { path: { ...path }, body });
export const revokeOverride = (course: string, override: string, reason: string) =>
  ask<Override>('POST', '/courses/{course}/overrides/{override}/revoke', {
    path: { course, override },
    body: reason === '' ? {} : { reason },
  });

/** What a learner was granted beyond the assignment; undefined when nothing was. */
export async function readExtension(
  { course, githubId, exercise }: GradePlace,
  signal?: AbortSignal,
): Promise<Extension | undefined> {
  const [found] = await askAll<Extension>('/courses/{course}/extensions', {
    path: { course },
    query: { exercise, learner: githubId },
    paged: false,
    signal,
  });
  return found;
}

/** @param version of the extension that is replaced, 0 for none */
export const putExtension = (
  path: GradePlace,
  body: { dueAt?: string; extraAttempts: number; reason: string },
  version: number,
) =>
  ask<Extension>('PUT', '/courses/{course}/extensions/{exercise}/{githubId}', {
    path: { ...path },
    body,
    version,
  });
