import type { Selectable } from 'kysely';
import type { Written } from './assignments.ts';
import { newestSubmission, publishAgain, pullRequestsOf } from '../publishing/publish-again.ts';
import { lockGrades, recomputeGrades, type GradeScope } from './recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

/** Points that a person set, or a comment to the learner, or both. */
export interface StoredOverride extends Required<GradeScope> {
  overrideId: string;
  points?: number;
  reason: string;
  /** To the learner, as it was written. */
  comment?: string;
  actor: string;
  at: Date;
  revoked?: { at: Date; by: string; reason?: string };
}

/** The history of what people decided about grades: nothing in it is changed but to be revoked. */
export interface Overrides {
  /** Newest first. */
  history(of: Required<GradeScope>): Promise<StoredOverride[]>;
  get(courseId: string, overrideId: string): Promise<StoredOverride | undefined>;
  /** Adds it, writes the grade and asks for a publication in one transaction; the same id again changes nothing. */
  add(override: Omit<StoredOverride, 'at' | 'revoked'>): Promise<Written<StoredOverride>>;
  /** Undefined when there is none; one that is revoked already stays as it is. */
  revoke(
    of: { courseId: string; overrideId: string },
    by: { actor: string; reason?: string },
  ): Promise<Written<StoredOverride> | undefined>;
  /** The newest comment to a learner about an exercise that was not revoked. */
  comment(of: Required<GradeScope>): Promise<string | undefined>;
}

export function createOverrides(db: Database, now: () => Date): Overrides {
  const select = (from: Database) => from.selectFrom('overrides').selectAll().orderBy('override_id', 'desc');

  const find = (from: Database, courseId: string, overrideId: string) =>
    select(from).where('course_id', '=', courseId).where('override_id', '=', overrideId).executeTakeFirst();

  /** Changes something about one grade; the learner is told where they look for news. */
  const change = (
    scope: Required<GradeScope>,
    overrideId: string,
    write: (transaction: Database) => Promise<unknown>,
  ): Promise<Written<StoredOverride>> =>
    db.transaction().execute(async (transaction) => {
      await lockGrades(transaction, scope);
      await write(transaction);
      await recomputeGrades(transaction, scope, now());
      const told = await newestSubmission(transaction, scope);
      await publishAgain(transaction, told, now());
      const row = await find(transaction, scope.courseId, overrideId);
      if (row === undefined) throw new Error(`override ${overrideId} is not there`);
      return { value: toStored(row), publish: await pullRequestsOf(transaction, told) };
    });

  return {
    async history({ courseId, exercise, githubId }) {
      const rows = await select(db)
        .where((where) => where.and({ course_id: courseId, exercise, github_id: githubId }))
        .execute();

      return rows.map(toStored);
    },
    async get(courseId, overrideId) {
      const row = await find(db, courseId, overrideId);
      return row && toStored(row);
    },
    add: ({ overrideId, courseId, exercise, githubId, points, reason, comment, actor }) =>
      change({ courseId, exercise, githubId }, overrideId, (transaction) =>
        transaction
          .insertInto('overrides')
          .values({
            override_id: overrideId,
            course_id: courseId,
            github_id: githubId,
            ...{ exercise, reason, actor, at: now() },
            points: points ?? null,
            comment: comment ?? null,
          })
          .onConflict((conflict) => conflict.column('override_id').doNothing())
          .execute(),
      ),
    async revoke({ courseId, overrideId }, { actor, reason }) {
      const row = await find(db, courseId, overrideId);
      if (row === undefined) return undefined;
      const { exercise, github_id: githubId } = row;
      return change({ courseId, exercise, githubId }, overrideId, (transaction) =>
        transaction
          .updateTable('overrides')
          .set({ revoked_at: now(), revoked_by: actor, revoke_reason: reason ?? null })
          .where('override_id', '=', overrideId)
          .where('revoked_at', 'is', null)
          .execute(),
      );
    },
    async comment({ courseId, exercise, githubId }) {
      const row = await select(db)
        .where((where) => where.and({ course_id: courseId, exercise, github_id: githubId }))
        .where('revoked_at', 'is', null)
        .where('comment', 'is not', null)
        .limit(1)
        .executeTakeFirst();

      return row?.comment ?? undefined;
    },
  };
}

function toStored(row: Selectable<Tables['overrides']>): StoredOverride {
  const { exercise, reason, actor, at, points, comment } = row;
  return {
    ...{ exercise, reason, actor, at },
    overrideId: row.override_id,
    courseId: row.course_id,
    githubId: row.github_id,
    ...(points === null ? {} : { points }),
    ...(comment === null ? {} : { comment }),
    ...(row.revoked_at === null
      ? {}
      : {
          revoked: {
            at: row.revoked_at,
            by: row.revoked_by ?? '',
            ...(row.revoke_reason === null ? {} : { reason: row.revoke_reason }),
          },
        }),
  };
}
