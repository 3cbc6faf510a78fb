import type { Answer } from './answer.ts';
import { ask, askAll } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

export type Member = Answer<'/courses/{course}/members/{githubId}', 'get'>;

/** What a roster would do, or did. */
export type RosterPlan = Answer<'/courses/{course}/roster', 'post'>;

export const listMembers = (course: string, signal?: AbortSignal) =>
  askAll('/courses/{course}/members', { path: { course }, signal });

export const readMember = (course: string, githubId: number, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/members/{githubId}', { path: { course, githubId }, signal });

export const addMember = (
  course: string,
  body: Body<'POST', '/courses/{course}/members'>,
  keys: RequestKeys,
) => ask('POST', '/courses/{course}/members', { path: { course }, body, keys });

export const changeMember = (
  course: string,
  { githubId, version }: Member,
  body: Body<'PATCH', '/courses/{course}/members/{githubId}'>,
) => ask('PATCH', '/courses/{course}/members/{githubId}', { path: { course, githubId }, body, version });

/** Takes a roster over, or says with `preview` what it would do. */
export const importRoster = (
  course: string,
  csv: string,
  { preview, removeOthers }: { preview: boolean; removeOthers: boolean },
  keys: RequestKeys,
) =>
  ask('POST', '/courses/{course}/roster', {
    path: { course },
    query: { preview, removeOthers },
    text: { type: 'text/csv', content: csv },
    keys,
  });
