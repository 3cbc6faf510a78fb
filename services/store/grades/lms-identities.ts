import { sql } from 'kysely';
import type { LmsIdentity } from '../../domain/courses/lms-identity.ts';
import { toLmsIdentity } from './to-lms-identity.ts';
import type { Database } from '../database/tables.ts';

export type LearnerLmsIdentity = LmsIdentity & { githubId: number };

export interface LmsIdentities {
  /** By GitHub id, those after `after`. */
  list(courseId: string, page: { limit: number; after?: number }): Promise<LearnerLmsIdentity[]>;
  /** Writes those given as they are; one without anything but the GitHub id is removed. */
  write(courseId: string, identities: readonly LearnerLmsIdentity[]): Promise<void>;
}

export function createLmsIdentities(db: Database, now: () => Date): LmsIdentities {
  return {
    async list(courseId, { limit, after = 0 }) {
      const rows = await db
        .selectFrom('lms_identities')
        .selectAll()
        .where('course_id', '=', courseId)
        .where('github_id', '>', after)
        .orderBy('github_id')
        .limit(limit)
        .execute();

      return rows.map((row) => ({ githubId: row.github_id, ...toLmsIdentity(row) }));
    },
    write: (courseId, identities) =>
      db.transaction().execute(async (transaction) => {
        const byId = [...new Map(identities.map((one) => [one.githubId, one])).values()];

        await transaction
          .deleteFrom('lms_identities')
          .where('course_id', '=', courseId)
          .where((where) =>
            where('github_id', '=', where.fn.any(where.val(byId.map(({ githubId }) => githubId)))),
          )
          .execute();

        const kept = byId.filter((one) => Object.keys(one).length > 1);
        if (kept.length === 0) return;

        await sql`
          insert into lms_identities (course_id, github_id, canvas_id, sis_user_id, sis_login_id, section, email,
            id_number, updated_at)
          select ${courseId}, "githubId", "canvasId", "sisUserId", "sisLoginId", section, email, "idNumber", ${now()}
          from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as identity ("githubId" bigint, "canvasId" text,
            "sisUserId" text, "sisLoginId" text, section text, email text, "idNumber" text)`.execute(
          transaction,
        );
      }),
  };
}
