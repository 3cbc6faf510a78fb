import type { Grade } from '../../domain/grades/grade-of.ts';
import type { Database } from '../database/tables.ts';

/** A grade as its learner's own list shows it. */
export interface LearnerGrade extends Grade {
  exercise: string;
  /** Whether the learner may see it. */
  released: boolean;
}

/** What single learners have in a course. */
export interface LearnerGrades {
  /** In the order of the exercises. */
  of(learner: { courseId: string; githubId: number }): Promise<LearnerGrade[]>;
}

export function createLearnerGrades(db: Database): LearnerGrades {
  return {
    async of({ courseId, githubId }) {
      const rows = await db
        .selectFrom('grades')
        .selectAll()
        .where((where) => where.and({ course_id: courseId, github_id: githubId }))
        .orderBy('exercise')
        .execute();

      return rows.map((row) => ({
        exercise: row.exercise,
        state: row.state,
        earned: row.earned,
        possible: row.possible,
        rawEarned: row.raw_earned,
        lateSeconds: row.late_seconds,
        attempts: row.attempts,
        released: row.released,
        ...(row.submission_id === null ? {} : { submissionId: row.submission_id }),
        ...(row.override_id === null ? {} : { overrideId: row.override_id }),
        ...(row.first_passed_at === null ? {} : { firstPassedAt: row.first_passed_at }),
      }));
    },
  };
}
