import { sql, type Transaction } from 'kysely';
import type { GradedAttempt, GradeInputs } from '../../domain/grades/grade-of.ts';
import { countsFor } from '../submissions/counts-for.ts';
import { toAssignment, toExtension } from './grading-terms.ts';
import { waivedResults } from './waived-results.ts';
import type { Tables } from '../database/tables.ts';
import { teamsOf } from '../courses/teams-of.ts';

/** The grades of one exercise of a course, of everybody or of one learner. */
export interface ExerciseScope {
  courseId: string;
  exercise: string;
  githubId?: number;
}

/** What differs between the learners of an exercise. */
export type LearnerInputs = Pick<GradeInputs, 'overrides' | 'extension'> & { attempts: GradedAttempt[] };

export interface ExerciseInputs {
  /** By GitHub id; who has done nothing and was granted nothing is not there. */
  learners: ReadonlyMap<number, LearnerInputs>;
  /** What holds for all of them. */
  terms: Pick<GradeInputs, 'assignment' | 'course'>;
  /** Whether learners may see their results. */
  released: boolean;
}

/** Reads all that the grades of an exercise are made from, as the transaction sees it. */
export async function readGradeInputs(
  transaction: Transaction<Tables>,
  scope: ExerciseScope,
): Promise<ExerciseInputs> {
  const { courseId, exercise, githubId } = scope;

  const course = await transaction
    .selectFrom('courses')
    .select(['grade_policy', 'late_policy', 'results'])
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow();

  const assignment = await transaction
    .selectFrom('assignments')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .executeTakeFirst();

  const overrides = await transaction
    .selectFrom('overrides')
    .select(['github_id', 'override_id', 'points'])
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .where('revoked_at', 'is', null)
    .$if(githubId !== undefined, (query) => query.where('github_id', '=', githubId ?? 0))
    .execute();

  const extensions = await transaction
    .selectFrom('extensions')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .$if(githubId !== undefined, (query) => query.where('github_id', '=', githubId ?? 0))
    .execute();

  const learners = new Map<number, LearnerInputs>();

  const change = (id: number, changed: (one: LearnerInputs) => LearnerInputs) =>
    learners.set(id, changed(learners.get(id) ?? { attempts: [], overrides: [] }));

  for (const { githubId: id, attempt } of await readAttempts(transaction, scope))
    change(id, (one) => ({ ...one, attempts: [...one.attempts, attempt] }));
  for (const { github_id, override_id, points } of overrides)
    if (points !== null)
      change(github_id, (one) => ({
        ...one,
        overrides: [...one.overrides, { overrideId: override_id, points }],
      }));
  for (const row of extensions) change(row.github_id, (one) => ({ ...one, extension: toExtension(row) }));
  return {
    learners,
    terms: {
      assignment: assignment === undefined ? {} : toAssignment(assignment),
      course: {
        gradePolicy: course.grade_policy,
        ...(course.late_policy === null ? {} : { latePolicy: course.late_policy }),
      },
    },
    released: (assignment?.results ?? course.results) === 'released',
  };
}

/**
 * The submissions that count for somebody, or those with these ids whether or not they count, each with the result of its run; those
 * of a team once for each who is in it.
 */
export async function readAttempts(
  transaction: Transaction<Tables>,
  { courseId, exercise, githubId, ids }: ExerciseScope & { ids?: readonly string[] },
): Promise<{ githubId: number; attempt: GradedAttempt }[]> {
  const rows = await transaction
    .selectFrom('submissions')
    .leftJoin('runs', (join) =>
      join.onRef('runs.submission_id', '=', 'submissions.id').on('runs.state', '=', 'finished'),
    )
    .select([
      'submissions.id',
      'submissions.author_id',
      'submissions.team',
      'submissions.state',
      'runs.run_id',
      'runs.verdict',
      sql<Date>`coalesce(submitted_at, created_at)`.as('submitted_at'),
      sql<number | null>`(report #>> '{score,earned}')::float8`.as('earned'),
      sql<number | null>`(report #>> '{score,possible}')::float8`.as('possible'),
    ])
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .where('submissions.state', '!=', 'cancelled')
    .where('uncredited', 'is', null)
    .$if(ids === undefined, (query) => query.where('counts', '=', true))
    .$if(ids !== undefined, (query) =>
      query.where((where) => where('submissions.id', '=', where.fn.any(where.val([...(ids ?? [])])))),
    )
    .$if(githubId !== undefined, (query) => query.where(countsFor(githubId ?? 0)))
    .execute();

  const spared = await waivedResults(
    transaction,
    { courseId, exercise },
    rows.flatMap(({ run_id }) => (run_id === null ? [] : [run_id])),
  );

  const teams = await teamsOf(
    transaction,
    rows.flatMap(({ id, team }) => (team === null ? [] : [id])),
  );

  return rows.flatMap(({ id, author_id, state, run_id, verdict, submitted_at, earned, possible }) => {
    const attempt: GradedAttempt = {
      submissionId: id,
      state,
      submittedAt: submitted_at,
      ...(run_id === null || earned === null || possible === null
        ? {}
        : {
            result: {
              runId: run_id,
              isPassed: verdict === 'passed',
              earned,
              possible,
              ...spared.get(run_id),
            },
          }),
    };

    return (teams.get(id) ?? [author_id])
      .filter((learner) => githubId === undefined || learner === githubId)
      .map((learner) => ({ githubId: learner, attempt }));
  });
}
