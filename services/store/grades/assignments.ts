import { sql, type Selectable, type Transaction } from 'kysely';
import { termsOf, type Assignment, type Terms } from '../../domain/courses/assignment.ts';
import type { GradePolicy, ResultVisibility } from '../../domain/courses/course.ts';
import type { LatePolicy } from '../../domain/courses/late-policy.ts';
import { toAssignment, toExtension } from './grading-terms.ts';
import {
  publishAgain,
  pullRequestsOf,
  submissionsOf,
  type PullRequestKey,
} from '../publishing/publish-again.ts';
import { lockGrades, recomputeGrades } from './recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface StoredAssignment extends Assignment {
  courseId: string;
  exercise: string;
  weight: number;
  /** In place of the course's. */
  results?: ResultVisibility;
  version: number;
  updatedAt: Date;
}

export interface GradingPolicy {
  gradePolicy: GradePolicy;
  latePolicy?: LatePolicy;
}

/** A write with the pull requests to be told of it; the store has asked for their publication already. */
export interface Written<Value> {
  value: Value;
  publish: PullRequestKey[];
}

/** What holds for the exercises of a course. A change writes the grades it touches in the same transaction. */
export interface Assignments {
  /** In the order of the exercises. */
  list(courseId: string): Promise<StoredAssignment[]>;
  get(courseId: string, exercise: string): Promise<StoredAssignment | undefined>;
  /** Replaces the whole assignment. `version` is the one that is replaced, 0 for none; `stale` when it is another. */
  put(
    assignment: Assignment & { courseId: string; exercise: string; weight: number },
    version: number,
  ): Promise<Written<StoredAssignment> | 'stale'>;
  remove(courseId: string, exercise: string, version: number): Promise<Written<undefined> | 'stale'>;
  /** What holds for one learner. */
  termsFor(of: { courseId: string; exercise: string; githubId: number }): Promise<Terms>;
  policy(courseId: string): Promise<GradingPolicy & { version: number }>;
  /** `version` is the course's. */
  setPolicy(
    courseId: string,
    policy: GradingPolicy,
    version: number,
  ): Promise<Written<GradingPolicy & { version: number }> | 'stale'>;
}

export function createAssignments(db: Database, now: () => Date): Assignments {
  const select = (courseId: string) =>
    db.selectFrom('assignments').selectAll().where('course_id', '=', courseId).orderBy('exercise');

  const policyOf = async (from: Database, courseId: string) => {
    const row = await from
      .selectFrom('courses')
      .select(['grade_policy', 'late_policy', 'version'])
      .where('course_id', '=', courseId)
      .executeTakeFirstOrThrow();

    return {
      gradePolicy: row.grade_policy,
      version: row.version,
      ...(row.late_policy === null ? {} : { latePolicy: row.late_policy }),
    };
  };

  /** Changes what `write` changes, then the grades; undefined from `write` leaves all as it was. */
  const change = <Value>(
    scope: { courseId: string; exercise?: string },
    write: (transaction: Transaction<Tables>) => Promise<Value | 'stale'>,
  ): Promise<Written<Value> | 'stale'> =>
    db.transaction().execute(async (transaction) => {
      await lockGrades(transaction, scope);
      const value = await write(transaction);
      if (value === 'stale') return 'stale';
      const changed = submissionsOf(await recomputeGrades(transaction, scope, now()));
      await publishAgain(transaction, changed, now());
      return { value, publish: await pullRequestsOf(transaction, changed) };
    });

  return {
    list: async (courseId) => (await select(courseId).execute()).map(toStored),
    async get(courseId, exercise) {
      const row = await select(courseId).where('exercise', '=', exercise).executeTakeFirst();
      return row && toStored(row);
    },
    put: ({ courseId, exercise, ...given }, version) =>
      change({ courseId, exercise }, async (transaction) => {
        const facts = { ...toColumns(given), updated_at: now() };

        const row =
          version === 0
            ? await transaction
                .insertInto('assignments')
                .values({ course_id: courseId, exercise, ...facts })
                .onConflict((conflict) => conflict.columns(['course_id', 'exercise']).doNothing())
                .returningAll()
                .executeTakeFirst()
            : await transaction
                .updateTable('assignments')
                .set({ ...facts, version: sql<number>`version + 1` })
                .where('course_id', '=', courseId)
                .where('exercise', '=', exercise)
                .where('version', '=', version)
                .returningAll()
                .executeTakeFirst();

        return row === undefined ? 'stale' : toStored(row);
      }),
    remove: (courseId, exercise, version) =>
      change({ courseId, exercise }, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('assignments')
          .where('course_id', '=', courseId)
          .where('exercise', '=', exercise)
          .where('version', '=', version)
          .executeTakeFirstOrThrow();

        return numDeletedRows === 1n ? undefined : 'stale';
      }),
    async termsFor({ courseId, exercise, githubId }) {
      const assignment = await select(courseId).where('exercise', '=', exercise).executeTakeFirst();

      const extension = await db
        .selectFrom('extensions')
        .selectAll()
        .where('course_id', '=', courseId)
        .where('exercise', '=', exercise)
        .where('github_id', '=', githubId)
        .executeTakeFirst();

      return termsOf(assignment ? toAssignment(assignment) : {}, extension && toExtension(extension));
    },
    policy: (courseId) => policyOf(db, courseId),
    setPolicy: (courseId, { gradePolicy, latePolicy }, version) =>
      change({ courseId }, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('courses')
          .set({
            grade_policy: gradePolicy,
            late_policy: latePolicy === undefined ? null : JSON.stringify(latePolicy),
            version: sql<number>`version + 1`,
            updated_at: now(),
          })
          .where('course_id', '=', courseId)
          .where('version', '=', version)
          .executeTakeFirstOrThrow();

        return numUpdatedRows === 1n ? policyOf(transaction, courseId) : 'stale';
      }),
  };
}

function toColumns({
  opensAt,
  dueAt,
  closesAt,
  latePolicy,
  attemptLimit,
  weight,
}: Assignment & { weight: number }) {
  return {
    opens_at: opensAt ?? null,
    due_at: dueAt ?? null,
    closes_at: closesAt ?? null,
    late_policy: latePolicy === undefined ? null : JSON.stringify(latePolicy),
    attempt_limit: attemptLimit ?? null,
    weight,
  };
}

function toStored(row: Selectable<Tables['assignments']>): StoredAssignment {
  const { exercise, weight, version, results } = row;
  return {
    ...toAssignment(row),
    ...{ exercise, weight, version },
    courseId: row.course_id,
    updatedAt: row.updated_at,
    ...(results === null ? {} : { results }),
  };
}
