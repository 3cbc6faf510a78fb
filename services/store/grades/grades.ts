import type { Selectable } from 'kysely';
import type { Grade } from '../../domain/grades/grade-of.ts';
import { lockGrades, recomputeGrades, type GradeScope } from './recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface StoredGrade extends Grade, Required<GradeScope> {
  computedAt: Date;
  /** Whether the learner may see it. */
  released: boolean;
}

/** The grades as the last change of anything they are made from left them. */
export interface Grades {
  get(of: Required<GradeScope>): Promise<StoredGrade | undefined>;
  /** Makes all grades of a course anew; they should be so already. Returns how many were not. */
  recompute(courseId: string): Promise<number>;
}

export function createGrades(db: Database, now: () => Date): Grades {
  return {
    async get({ courseId, exercise, githubId }) {
      const row = await db
        .selectFrom('grades')
        .selectAll()
        .where((where) => where.and({ course_id: courseId, exercise, github_id: githubId }))
        .executeTakeFirst();

      return row && toGrade(row);
    },
    recompute: (courseId) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId });
        return (await recomputeGrades(transaction, { courseId }, now())).length;
      }),
  };
}

function toGrade(row: Selectable<Tables['grades']>): StoredGrade {
  const { exercise, earned, possible, state, attempts, released } = row;
  return {
    ...{ exercise, earned, possible, state, attempts, released },
    courseId: row.course_id,
    githubId: row.github_id,
    rawEarned: row.raw_earned,
    lateSeconds: row.late_seconds,
    computedAt: row.computed_at,
    ...(row.submission_id === null ? {} : { submissionId: row.submission_id }),
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    ...(row.override_id === null ? {} : { overrideId: row.override_id }),
    ...(row.first_passed_at === null ? {} : { firstPassedAt: row.first_passed_at }),
  };
}
