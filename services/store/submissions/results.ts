import { sql, type Transaction } from 'kysely';
import type { ResultVisibility } from '../../domain/courses/course.ts';
import type { Written } from '../grades/assignments.ts';
import { pullRequestsOf } from '../publishing/publish-again.ts';
import { publicationWish } from '../publishing/publication-wish.ts';
import { lockGrades, recomputeGrades, type GradeScope } from '../grades/recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface CourseResults {
  results: ResultVisibility;
  /** Exercises where something else holds than for the course. */
  exercises: { exercise: string; results: ResultVisibility }[];
  /** The course's. */
  version: number;
}

/** Whether learners see their results. What is held is graded and kept; releasing publishes all of it. */
export interface Results {
  get(courseId: string): Promise<CourseResults>;
  /** Of the course, or of one exercise; `course` takes the exercise's own setting back. `version` is the course's. */
  set(
    scope: { courseId: string; exercise?: string },
    results: ResultVisibility | 'course',
    version: number,
  ): Promise<Written<CourseResults> | 'stale'>;
  isHeld(courseId: string, exercise: string): Promise<boolean>;
}

export function createResults(db: Database, now: () => Date): Results {
  const read = async (from: Database, courseId: string): Promise<CourseResults> => {
    const { results, version } = await from
      .selectFrom('courses')
      .select(['results', 'version'])
      .where('course_id', '=', courseId)
      .executeTakeFirstOrThrow();

    const rows = await from
      .selectFrom('assignments')
      .select(['exercise', 'results'])
      .where('course_id', '=', courseId)
      .where('results', 'is not', null)
      .orderBy('exercise')
      .execute();

    const exercises = rows.flatMap((row) =>
      row.results === null ? [] : [{ exercise: row.exercise, results: row.results }],
    );

    return { results, exercises, version };
  };

  return {
    get: (courseId) => read(db, courseId),
    set: ({ courseId, exercise }, results, version) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId });
        const scope = { courseId, ...(exercise === undefined ? {} : { exercise }) };
        const since = await heldSince(transaction, scope);

        const { numUpdatedRows } = await transaction
          .updateTable('courses')
          .set({
            ...(exercise === undefined && results !== 'course'
              ? { results, held_at: results === 'held' ? sql<Date>`coalesce(held_at, ${now()})` : null }
              : {}),
            version: sql<number>`version + 1`,
            updated_at: now(),
          })
          .where('course_id', '=', courseId)
          .where('version', '=', version)
          .executeTakeFirstOrThrow();

        if (numUpdatedRows !== 1n) return 'stale';
        if (exercise !== undefined) await setOfExercise(transaction, { courseId, exercise }, results, now());
        const changed = await recomputeGrades(transaction, scope, now());
        const told = changed.some(({ after }) => after?.released) ? since : undefined;
        const submissions = await republish(transaction, scope, told, now());
        return {
          value: await read(transaction, courseId),
          publish: await pullRequestsOf(transaction, submissions),
        };
      }),
    async isHeld(courseId, exercise) {
      const row = await db
        .selectFrom('courses')
        .leftJoin('assignments', (join) =>
          join
            .onRef('assignments.course_id', '=', 'courses.course_id')
            .on('assignments.exercise', '=', exercise),
        )
        .select(sql<string>`coalesce(assignments.results, courses.results)`.as('results'))
        .where('courses.course_id', '=', courseId)
        .executeTakeFirst();

      return row?.results === 'held';
    },
  };
}

async function setOfExercise(
  transaction: Transaction<Tables>,
  { courseId, exercise }: { courseId: string; exercise: string },
  results: ResultVisibility | 'course',
  now: Date,
): Promise<void> {
  const own = results === 'course' ? null : results;

  await transaction
    .insertInto('assignments')
    .values({
      ...{ course_id: courseId, exercise, results: own, updated_at: now },
      held_at: own === 'held' ? now : null,
    })
    .onConflict((conflict) =>
      conflict.columns(['course_id', 'exercise']).doUpdateSet({
        results: own,
        held_at: own === 'held' ? sql<Date>`coalesce(assignments.held_at, ${now})` : null,
        version: sql<number>`assignments.version + 1`,
        updated_at: now,
      }),
    )
    .execute();
}

/** Since when anything of the scope has been held. */
async function heldSince(
  transaction: Transaction<Tables>,
  { courseId, exercise }: GradeScope,
): Promise<Date | undefined> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(held_at) as since from (
      select held_at from courses where course_id = ${courseId}
      union all select held_at from assignments
        where course_id = ${courseId} and exercise = coalesce(${exercise ?? null}, exercise)) held`.execute(
    transaction,
  );

  return rows[0]?.since ?? undefined;
}

/**
 * Asks for the publication of all that GitHub may show as held: every submission that changed since the hold began, and
 * the comments of all open pull requests, of which those that stay the same are not sent. Where nothing was released,
 * only what waits to be published is touched, so that the next release finds it whenever it is published.
 */
async function republish(
  transaction: Transaction<Tables>,
  { courseId, exercise }: GradeScope,
  heldSince: Date | undefined,
  now: Date,
): Promise<string[]> {
  const scoped = transaction
    .updateTable('submissions')
    .set(publicationWish(now))
    .where('course_id', '=', courseId)
    .where('counts', '=', true)
    .$if(exercise !== undefined, (query) => query.where('exercise', '=', exercise ?? ''));

  if (heldSince === undefined) {
    await scoped.whereRef('revision', '>', 'published_revision').execute();
    return [];
  }

  const rows = await scoped.where('updated_at', '>=', heldSince).returning('id').execute();

  await sql`
    update pull_requests set revision = revision + 1,
      wanted_at = case when revision > published_revision then wanted_at else ${now}::timestamptz end
    where state = 'open' and exists (
      select from submissions where submissions.repository_id = pull_requests.repository_id
        and submissions.pull_number = pull_requests.number and submissions.course_id = ${courseId}
        and submissions.exercise = coalesce(${exercise ?? null}, submissions.exercise))`.execute(transaction);

  return rows.map(({ id }) => id);
}
