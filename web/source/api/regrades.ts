import { ask, askAll } from './ask.ts';

export interface RegradeFilter {
  exercise?: string;
  learner?: string;
  state?: string;
  submissionIds?: readonly string[];
}

export interface Regrade {
  regradeId: string;
  state: 'previewing' | 'previewed' | 'publishing' | 'published' | 'discarded' | 'undone';
  filter: RegradeFilter;
  reason: string;
  actor: string;
  createdAt: string;
  counts?: { items: number; done: number; higher: number; lower: number; same: number; failed: number };
}

export interface RegradeItem {
  submissionId: string;
  exercise: string;
  login: string;
  oldEarned?: number | null;
  newEarned?: number | null;
  state: string;
}

export const listRegrades = (course: string, signal?: AbortSignal) =>
  askAll<Regrade>('/courses/{course}/regrades', { path: { course }, signal });
export const startRegrade = (course: string, body: { filter: RegradeFilter; reason: string }) =>
  ask<Regrade>('POST', '/courses/{course}/regrades', { path: { course }, body });
export const readRegrade = (course: string, id: string, signal?: AbortSignal) =>
  ask<Regrade>('GET', '/courses/{course}/regrades/{id}', { path: { course, id }, signal });
export const listRegradeItems = (course: string, id: string, signal?: AbortSignal) =>
  askAll<RegradeItem>('/courses/{course}/regrades/{id}/items', { path: { course, id }, signal });
export const decideRegrade = (course: string, id: string, deed: 'publish' | 'discard' | 'undo') =>
  ask<Regrade>('POST', '/courses/{course}/regrades/{id}/{deed}', { path: { course, id, deed } });
