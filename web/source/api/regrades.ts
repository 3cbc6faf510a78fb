import { ask, askAll } from './ask.ts';

export interface RegradeFilter {
  exercise?: string;
  githubId?: number;
  submissionId?: string;
  /** Those whose newest result is this. */
  result?: 'passed' | 'failed' | 'not-graded';
  /** `current`: the submission that counts and the newest one; `all`: every one. */
  which: 'current' | 'all';
}

type ItemState = 'open' | 'graded' | 'not-graded' | 'published' | 'kept' | 'undone';

export interface Regrade {
  regradeId: string;
  state: 'previewing' | 'previewed' | 'publishing' | 'published' | 'discarded' | 'undone';
  filter: RegradeFilter;
  reason: string;
  actor: string;
  createdAt: string;
  /** How many submissions there are in each state. */
  items: Partial<Record<ItemState, number>>;
  version: number;
}

interface Outcome {
  earned: number;
  possible: number;
  state: string;
}

/** What a regrade does to one grade. */
export interface GradeChange {
  githubId: number;
  exercise: string;
  before: Outcome;
  after: Outcome;
}

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
) =>
  ask<Regrade>('POST', `${REGRADE}/{deed}`, {
    path: { course, regrade, deed },
    version,
    ...(deed === 'publish' ? { body: {} } : {}),
  });
