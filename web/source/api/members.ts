import { ask, askAll } from './ask.ts';
import type { Role } from './courses.ts';

export interface Member {
  githubId: number;
  login?: string;
  name?: string;
  pseudonym: string;
  role: Role;
  source: 'api' | 'file' | 'seen';
  active: boolean;
  version: number;
}

/** What an import would do, or did. */
export interface ImportReport {
  added: readonly { login: string; githubId?: number }[];
  changed: readonly { login: string; githubId?: number }[];
  removed: readonly { login: string; githubId?: number }[];
  problems: readonly { line: number; message: string }[];
}

export const listMembers = (course: string, signal?: AbortSignal) =>
  askAll<Member>('/courses/{course}/members', { path: { course }, signal });
export const readMember = (course: string, githubId: number, signal?: AbortSignal) =>
  ask<Member>('GET', '/courses/{course}/members/{githubId}', { path: { course, githubId }, signal });
export const changeMember = (
  course: string,
  { githubId, version }: Member,
  body: { role?: Role; active?: boolean },
) =>
  ask<Member>('PATCH', '/courses/{course}/members/{githubId}', { path: { course, githubId }, body, version });
export const importMembers = (course: string, csv: string, preview: boolean) =>
  ask<ImportReport>('POST', '/courses/{course}/members/import', {
    path: { course },
    query: { preview },
    body: { csv },
  });
