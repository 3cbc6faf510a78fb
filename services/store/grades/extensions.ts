import { sql, type Selectable, type Transaction } from 'kysely';
import type { Extension } from '../../domain/courses/assignment.ts';
import type { Written } from './assignments.ts';
import { toExtension } from './grading-terms.ts';
import {
  newestSubmission,
  publishAgain,
  pullRequestsOf,
  submissionsOf,
} from '../publishing/publish-again.ts';
import { lockGrades, recomputeGrades, type GradeScope } from './recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface StoredExtension extends Extension, Required<GradeScope> {
  reason: string;
  actor: string;
  at: Date;
  version: number;
}

/** More time or attempts for one learner. A change writes the grade in the same transaction. */
export interface Extensions {
  /** Of a course, of one exercise or of one learner, in the order of exercises and GitHub ids. */
  list(of: GradeScope): Promise<StoredExtension[]>;
  /** Grants it or replaces the one there is. `version` is the one that is replaced, 0 for none. */
  put(
    extension: Extension & Required<GradeScope> & { reason: string; actor: string },
    version: number,
  ): Promise<Written<StoredExtension> | 'stale'>;
  remove(of: Required<GradeScope>, version: number): Promise<Written<undefined> | 'stale'>;
}

export function createExtensions(db: Database, now: () => Date): Extensions {
  const change = <Value>(
    { courseId, exercise, githubId }: Required<GradeScope>,
    write: (transaction: Transaction<Tables>) => Promise<Value | 'stale'>,
  ): Promise<Written<Value> | 'stale'> =>
    db.transaction().execute(async (transaction) => {
      const scope = { courseId, exercise, githubId };
      await lockGrades(transaction, scope);
      const value = await write(transaction);
      if (value === 'stale') return 'stale';
      const changed = submissionsOf(await recomputeGrades(transaction, scope, now()));
      const told = changed.length > 0 ? changed : await newestSubmission(transaction, scope);
      await publishAgain(transaction, told, now());
      return { value, publish: await pullRequestsOf(transaction, told) };
    });

  return {
    async list({ courseId, exercise, githubId }) {
      const rows = await db
        .selectFrom('extensions')
        .selectAll()
        .where('course_id', '=', courseId)
        .$if(exercise !== undefined, (query) => query.where('exercise', '=', exercise ?? ''))
        .$if(githubId !== undefined, (query) => query.where('github_id', '=', githubId ?? 0))
        .orderBy('exercise')
        .orderBy('github_id')
        .execute();

      return rows.map(toStored);
    },
    put: (extension, version) =>
      change(extension, async (transaction) => {
        const { courseId, exercise, githubId, reason, actor } = extension;

        const facts = {
          ...{ reason, actor, at: now() },
          due_at: extension.dueAt ?? null,
          closes_at: extension.closesAt ?? null,
          extra_attempts: extension.extraAttempts,
        };

        const row =
          version === 0
            ? await transaction
                .insertInto('extensions')
                .values({ course_id: courseId, exercise, github_id: githubId, ...facts })
                .onConflict((conflict) =>
                  conflict.columns(['course_id', 'exercise', 'github_id']).doNothing(),
                )
                .returningAll()
                .executeTakeFirst()
            : await transaction
                .updateTable('extensions')
                .set({ ...facts, version: sql<number>`version + 1` })
                .where((where) => where.and({ course_id: courseId, exercise, github_id: githubId, version }))
                .returningAll()
                .executeTakeFirst();

        return row === undefined ? 'stale' : toStored(row);
      }),
    remove: (of, version) =>
      change(of, async (transaction) => {
        const { courseId, exercise, githubId } = of;

        const { numDeletedRows } = await transaction
          .deleteFrom('extensions')
          .where((where) => where.and({ course_id: courseId, exercise, github_id: githubId, version }))
          .executeTakeFirstOrThrow();

        return numDeletedRows === 1n ? undefined : 'stale';
      }),
  };
}

function toStored(row: Selectable<Tables['extensions']>): StoredExtension {
  const { exercise, reason, actor, at, version } = row;
  return {
    ...toExtension(row),
    ...{ exercise, reason, actor, at, version },
    courseId: row.course_id,
    githubId: row.github_id,
  };
}
