import type { Answer, Item } from './answer.ts';
import { ask, askAll, askList } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

export type Regrade = Answer<'/courses/{course}/regrades/{regrade}', 'get'>;

/** What a regrade does to one grade. */
export type GradeChange = Item<'/courses/{course}/regrades/{regrade}/changes'>;

const REGRADE = '/courses/{course}/regrades/{regrade}';

export const listRegrades = (course: string, signal?: AbortSignal) =>
  askAll('/courses/{course}/regrades', { path: { course }, signal });

export const startRegrade = (
  course: string,
  body: Body<'POST', '/courses/{course}/regrades'>,
  keys: RequestKeys,
) => ask('POST', '/courses/{course}/regrades', { path: { course }, body, keys });

export const readRegrade = (course: string, regrade: string, signal?: AbortSignal) =>
  ask('GET', REGRADE, { path: { course, regrade }, signal });

export const listRegradeChanges = (course: string, regrade: string, signal?: AbortSignal) =>
  askList(`${REGRADE}/changes`, { path: { course, regrade }, signal });

export const decideRegrade = (
  course: string,
  { regradeId: regrade, version }: Regrade,
  deed: 'publish' | 'discard' | 'undo',
  keys: RequestKeys,
  /** Of a publication: leaves out what would be worse. */
  onlyBetter = false,
) =>
  deed === 'publish'
    ? ask('POST', `${REGRADE}/publish`, { path: { course, regrade }, version, keys, body: { onlyBetter } })
    : ask('POST', `${REGRADE}/${deed}`, { path: { course, regrade }, version, keys });
