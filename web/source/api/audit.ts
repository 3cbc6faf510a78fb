import type { Item } from './answer.ts';
import { ask } from './ask.ts';

/** A write, as the audit log keeps it. */
export type AuditEntry = Item<'/courses/{course}/audit'>;

export const listAudit = (course: string, query: { cursor?: string }, signal?: AbortSignal) =>
  ask('GET', '/courses/{course}/audit', {
    path: { course },
    query: { ...query, limit: 50 },
    signal,
  });
