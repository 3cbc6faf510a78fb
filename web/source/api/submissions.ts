import type { Answer, Item } from './answer.ts';
import { ask } from './ask.ts';
import type { QueryOf } from './question.ts';

export type Submission = Item<'/courses/{course}/submissions'>;

/** One reason why a check did not pass. */
export type Finding = Report['problems'][number];

export type CheckResult = Report['checks'][number];

export type Report = NonNullable<SubmissionDetail['report']>;

export type Run = SubmissionDetail['runs'][number];

export type SubmissionDetail = Answer<'/submissions/{id}', 'get'>;

export type SubmissionFilter = Pick<
  QueryOf<'GET', '/courses/{course}/submissions'>,
  'learner' | 'exercise' | 'state'
>;

export const listSubmissions = (
  course: string,
  filter: SubmissionFilter,
  { cursor, limit = 50, signal }: { cursor?: string; limit?: number; signal?: AbortSignal } = {},
) =>
  ask('GET', '/courses/{course}/submissions', {
    path: { course },
    query: { ...filter, cursor, limit },
    signal,
  });

export const readSubmission = (id: string, signal?: AbortSignal) =>
  ask('GET', '/submissions/{id}', { path: { id }, signal });
