import { ask } from './ask.ts';

/** A write, as the audit log keeps it. */
export interface AuditEntry {
  auditId: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  requestId: string;
}

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
