import type { Item } from './answer.ts';
import { ask, askList } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

/** What one learner has for one exercise, and what was granted or set by hand. */
export type Grade = Item<'/courses/{course}/grades/{githubId}'>;

export type Extension = Item<'/courses/{course}/extensions'>;

const GRADE = '/courses/{course}/grades/{githubId}/{exercise}';
const OVERRIDES = `${GRADE}/overrides` as const;
const EXTENSION = '/courses/{course}/extensions/{exercise}/{githubId}';

export interface GradePlace {
  course: string;
  githubId: number;
  exercise: string;
}

export const readGrades = (course: string, githubId: number, signal?: AbortSignal) =>
  askList('/courses/{course}/grades/{githubId}', { path: { course, githubId }, signal });

export const readGrade = (path: GradePlace, signal?: AbortSignal) =>
  ask('GET', GRADE, { path: { ...path }, signal });

export const listOverrides = (path: GradePlace, signal?: AbortSignal) =>
  askList(OVERRIDES, { path: { ...path }, signal });

export const addOverride = (path: GradePlace, body: Body<'POST', typeof OVERRIDES>, keys: RequestKeys) =>
  ask('POST', OVERRIDES, { path: { ...path }, body, keys });

export const revokeOverride = (course: string, override: string, reason: string, keys: RequestKeys) =>
  ask('POST', '/courses/{course}/overrides/{override}/revoke', {
    path: { course, override },
    body: reason === '' ? {} : { reason },
    keys,
  });

/** What a learner was granted beyond the assignment; undefined when nothing was. */
export async function readExtension(
  { course, githubId, exercise }: GradePlace,
  signal?: AbortSignal,
): Promise<Extension | undefined> {
  const [found] = await askList('/courses/{course}/extensions', {
    path: { course },
    query: { exercise, learner: githubId },
    signal,
  });

  return found;
}

/** @param version of the extension that is replaced, 0 for none */
export const putExtension = (path: GradePlace, body: Body<'PUT', typeof EXTENSION>, version: number) =>
  ask('PUT', EXTENSION, {
    path: { ...path },
    body,
    version,
  });
