import type { Selectable } from 'kysely';
import type { Database, Tables } from '../database/tables.ts';

/** One write of the API. */
export interface AuditEntry {
  at: Date;
  actor: string;
  actorGithubId?: number;
  courseId?: string;
  action: string;
  target: string;
  before?: object;
  after?: object;
  reason?: string;
  requestId: string;
}

/** `begun` while a write runs, and for ever when nobody knows whether it happened: its process ended in the middle. */
export type AuditOutcome = 'begun' | 'done';

export type StoredAuditEntry = AuditEntry & { auditId: number; outcome: AuditOutcome };

export interface AuditFilter {
  action?: string;
  /** Part of who did it, whatever the case. */
  actor?: string;
  since?: Date;
  until?: Date;
}

export interface AuditLog {
  /** Of a write that happened. */
  add(entry: AuditEntry): Promise<void>;
  /** Of a write that is about to happen; returns the number of the entry. */
  begin(entry: AuditEntry): Promise<number>;
  /** The write happened; what the entry says takes the place of what it said before. */
  finish(auditId: number, entry: AuditEntry): Promise<void>;
  /** The write did not happen. */
  drop(auditId: number): Promise<void>;
  /** Of a course, newest first, those older than the entry `before`. */
  ofCourse(
    courseId: string,
    page: { limit: number; before?: number } & AuditFilter,
  ): Promise<StoredAuditEntry[]>;
}

export function createAuditLog(db: Database): AuditLog {
  return {
    async add(entry) {
      await db
        .insertInto('audit_log')
        .values({ ...toColumns(entry), outcome: 'done' })
        .execute();
    },
    async begin(entry) {
      const { audit_id } = await db
        .insertInto('audit_log')
        .values({ ...toColumns(entry), outcome: 'begun' })
        .returning('audit_id')
        .executeTakeFirstOrThrow();

      return audit_id;
    },
    async finish(auditId, entry) {
      await db
        .updateTable('audit_log')
        .set({ ...toColumns(entry), outcome: 'done' })
        .where('audit_id', '=', auditId)
        .execute();
    },
    async drop(auditId) {
      await db
        .deleteFrom('audit_log')
        .where('audit_id', '=', auditId)
        .where('outcome', '=', 'begun')
        .execute();
    },
    async ofCourse(courseId, { limit, before, action, actor, since, until }) {
      let query = db.selectFrom('audit_log').selectAll().where('course_id', '=', courseId);
      if (before !== undefined) query = query.where('audit_id', '<', before);
      if (action !== undefined) query = query.where('action', '=', action);
      if (actor !== undefined)
        query = query.where('actor', 'ilike', `%${actor.replaceAll(/[\\%_]/g, '\\$&')}%`);
      if (since !== undefined) query = query.where('at', '>=', since);
      if (until !== undefined) query = query.where('at', '<', until);
      const rows = await query.orderBy('audit_id', 'desc').limit(limit).execute();
      return rows.map(toEntry);
    },
  };
}

function toColumns(entry: AuditEntry) {
  const { at, actor, actorGithubId, courseId, action, target, before, after, reason, requestId } = entry;
  return {
    ...{ at, actor, action, target },
    actor_github_id: actorGithubId ?? null,
    course_id: courseId ?? null,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    reason: reason ?? null,
    request_id: requestId,
  };
}

function toEntry(row: Selectable<Tables['audit_log']>): StoredAuditEntry {
  const { at, actor, action, target, before, after, reason, outcome } = row;
  return {
    ...{ at, actor, action, target, outcome },
    auditId: row.audit_id,
    requestId: row.request_id,
    ...(row.actor_github_id !== null && { actorGithubId: row.actor_github_id }),
    ...(row.course_id !== null && { courseId: row.course_id }),
    ...(before !== null && { before }),
    ...(after !== null && { after }),
    ...(reason !== null && { reason }),
  };
}
