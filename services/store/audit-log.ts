import type { Selectable } from 'kysely';
import type { Database, Tables } from './tables.ts';

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

export type StoredAuditEntry = AuditEntry & { auditId: number };

export interface AuditFilter {
  action?: string;
  /** Part of who did it, whatever the case. */
  actor?: string;
  since?: Date;
  until?: Date;
}

export interface AuditLog {
  add(entry: AuditEntry): Promise<void>;
  /** Of a course, newest first, those older than the entry `before`. */
  ofCourse(
    courseId: string,
    page: { limit: number; before?: number } & AuditFilter,
  ): Promise<StoredAuditEntry[]>;
}

export function createAuditLog(db: Database): AuditLog {
  return {
    async add({ at, actor, actorGithubId, courseId, action, target, before, after, reason, requestId }) {
      await db
        .insertInto('audit_log')
        .values({
          ...{ at, actor, action, target },
          actor_github_id: actorGithubId ?? null,
          course_id: courseId ?? null,
          before: before === undefined ? null : JSON.stringify(before),
          after: after === undefined ? null : JSON.stringify(after),
          reason: reason ?? null,
          request_id: requestId,
        })
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

function toEntry(row: Selectable<Tables['audit_log']>): StoredAuditEntry {
  const { at, actor, action, target, before, after, reason } = row;
  return {
    ...{ at, actor, action, target },
    auditId: row.audit_id,
    requestId: row.request_id,
    ...(row.actor_github_id !== null && { actorGithubId: row.actor_github_id }),
    ...(row.course_id !== null && { courseId: row.course_id }),
    ...(before !== null && { before }),
    ...(after !== null && { after }),
    ...(reason !== null && { reason }),
  };
}
