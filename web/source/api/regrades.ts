import type { Answer, Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

export type Regrade = Answer<'/courses/{course}/regrades/{regrade}', 'get'>;

export type RegradeFilter = Regrade['filter'];

/** What a regrade does to one grade. */
export type GradeChange = Item<'/courses/{course}/regrades/{regrade}/changes'>;

const REGRADE = '/courses/{course}/regrades/{regrade}';

export const listRegrades = (course: string, signal?: AbortSignal) =>
  askAll<Regrade>('/courses/{course}/regrades', { path: { course }, signal });
export const startRegrade = (course: string, body: { filter: RegradeFilter; reason: string }) =>
  ask<Regrade>('POST', '/courses/{course}/regrades', { path: { course }, body });
export const readRegrade = (course: string, regrade: string, signal?: AbortSignal) =>
  ask<Regrade>('GET', REGRADE, { path: { course, regrade }, signal });
export const listRegradeChanges = (course: string, regrade: string, signal?: AbortSignal) =>
  askAll<GradeChange>(`${REGRADE}/changes`, { path: { course, regrade }, paged: false, signal });
export const decideRegrade = (
  course: string,
  { regradeId: regrade, version }: Regrade,
  deed: 'publish' | 'discard' | 'undo',
  /** Of a publication: leaves out what would be worse. */
  onlyBetter = false,
) =>
  ask<Regrade>('POST', `${REGRADE}/{deed}`, {
    path: { course, regrade, deed },
    version,
    ...(deed === 'publish' ? { body: { onlyBetter } } : {}),
  });
