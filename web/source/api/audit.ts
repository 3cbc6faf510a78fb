import type { Item } from './answer.ts';
import { ask } from './ask.ts';

/** A write, as the audit log keeps it. */
export type AuditEntry = Item<'/courses/{course}/audit'>;

export const listAudit = (
  course: string,
  query: { actor?: string; action?: string; cursor?: string },
  signal?: AbortSignal,
) =>
  ask<{ items: AuditEntry[]; next: string | null }>('GET', '/courses/{course}/audit', {
    path: { course },
    query: { ...query, limit: 50 },
    signal,
  });
