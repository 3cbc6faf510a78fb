import { inBatches } from '../../domain/in-batches.ts';
import { isDeepStrictEqual } from 'node:util';
import { sql, type Insertable, type Selectable, type Transaction } from 'kysely';
import { gradeOf, type Grade } from '../../domain/grades/grade-of.ts';
import { readGradeInputs, type ExerciseScope } from './grade-inputs.ts';
import type { Tables } from '../database/tables.ts';

/** The grades that a change may touch: those of a course, less what is named here leaves out. */
export interface GradeScope {
  courseId: string;
  exercise?: string;
  githubId?: number;
}

export interface ChangedGrade {
  githubId: number;
  exercise: string;
  before: Selectable<Tables['grades']> | undefined;
  /** Undefined when nothing is left to show. */
  after: Insertable<Tables['grades']> | undefined;
}

/**
 * Waits for the grades of a scope and keeps others from changing them until the transaction ends. Call it before the
 * first write of any transaction that changes what grades are made from: the second of two writers then sees what the
 * first one wrote, and as everybody takes these locks before those of rows, nobody waits in a circle.
 */
export async function lockGrades(
  transaction: Transaction<Tables>,
  { courseId, exercise, githubId }: GradeScope,
): Promise<void> {
  const course = `grades/${courseId}`;

  if (exercise === undefined || githubId === undefined) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${course}, 0))`.execute(transaction);
    return;
  }

  const one = `${course}/${exercise}/${githubId}`;
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${course}, 0))`.execute(transaction);
  await sql`select pg_advisory_xact_lock(hashtextextended(${one}, 0))`.execute(transaction);
}

/**
 * Writes the grades of a scope as `gradeOf` makes them from what the transaction sees; needs the lock of `lockGrades`.
 * Run twice it changes nothing. Returns those that changed.
 */
export async function recomputeGrades(
  transaction: Transaction<Tables>,
  scope: GradeScope,
  now: Date,
): Promise<ChangedGrade[]> {
  const exercises =
    scope.exercise === undefined ? await exercisesOf(transaction, scope.courseId) : [scope.exercise];

  const changed: ChangedGrade[] = [];
  for (const exercise of exercises)
    changed.push(...(await recomputeExercise(transaction, { ...scope, exercise }, now)));
  return changed;
}

async function exercisesOf(transaction: Transaction<Tables>, courseId: string): Promise<string[]> {
  const { rows } = await sql<{ exercise: string }>`
    select exercise from submissions where course_id = ${courseId}
    union select exercise from overrides where course_id = ${courseId}
    union select exercise from extensions where course_id = ${courseId}
    union select exercise from grades where course_id = ${courseId}
    order by exercise`.execute(transaction);

  return rows.map(({ exercise }) => exercise);
}

async function recomputeExercise(
  transaction: Transaction<Tables>,
  scope: ExerciseScope,
  now: Date,
): Promise<ChangedGrade[]> {
  const { courseId, exercise } = scope;
  const { learners, terms, released } = await readGradeInputs(transaction, scope);
  const stored = await storedGrades(transaction, scope);
  const changed: ChangedGrade[] = [];

  for (const githubId of new Set([...learners.keys(), ...stored.keys()])) {
    const own = learners.get(githubId) ?? { attempts: [], overrides: [] };
    const grade = gradeOf({ ...own, ...terms });
    const before = stored.get(githubId);
    const isThere = grade.state !== 'missing' || own.extension !== undefined;

    const after = isThere
      ? {
          course_id: courseId,
          github_id: githubId,
          exercise,
          ...toColumns(grade),
          released,
          computed_at: now,
        }
      : undefined;

    if (!isSame(before, after)) changed.push({ githubId, exercise, before, after });
  }

  await write(transaction, scope, changed);
  return changed;
}

async function storedGrades(
  transaction: Transaction<Tables>,
  { courseId, exercise, githubId }: ExerciseScope,
): Promise<Map<number, Selectable<Tables['grades']>>> {
  const rows = await transaction
    .selectFrom('grades')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('exercise', '=', exercise)
    .$if(githubId !== undefined, (query) => query.where('github_id', '=', githubId ?? 0))
    .execute();

  return new Map(rows.map((row) => [row.github_id, row]));
}

function toColumns(grade: Grade) {
  const { earned, possible, state, attempts } = grade;
  return {
    ...{ earned, possible, state, attempts },
    raw_earned: grade.rawEarned,
    late_seconds: grade.lateSeconds,
    submission_id: grade.submissionId ?? null,
    run_id: grade.runId ?? null,
    override_id: grade.overrideId ?? null,
    first_passed_at: grade.firstPassedAt ?? null,
  };
}

function isSame(before: ChangedGrade['before'], after: ChangedGrade['after']): boolean {
  if (before === undefined || after === undefined) return before === after;
  return isDeepStrictEqual({ ...before }, { ...after, computed_at: before.computed_at });
}

/** Rows of one INSERT; PostgreSQL takes 65,535 values. */
const CHUNK = 1000;

async function write(
  transaction: Transaction<Tables>,
  { courseId, exercise }: ExerciseScope,
  changed: readonly ChangedGrade[],
): Promise<void> {
  const gone = changed.filter(({ after }) => after === undefined).map(({ githubId }) => githubId);
  if (gone.length > 0)
    await transaction
      .deleteFrom('grades')
      .where('course_id', '=', courseId)
      .where('exercise', '=', exercise)
      .where((where) => where('github_id', '=', where.fn.any(where.val(gone))))
      .execute();
  const rows = changed.flatMap(({ after }) => (after === undefined ? [] : [after]));
  for (const batch of inBatches(rows, CHUNK))
    await transaction
      .insertInto('grades')
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(['course_id', 'github_id', 'exercise']).doUpdateSet((of) => ({
          earned: of.ref('excluded.earned'),
          possible: of.ref('excluded.possible'),
          raw_earned: of.ref('excluded.raw_earned'),
          late_seconds: of.ref('excluded.late_seconds'),
          state: of.ref('excluded.state'),
          submission_id: of.ref('excluded.submission_id'),
          run_id: of.ref('excluded.run_id'),
          override_id: of.ref('excluded.override_id'),
          attempts: of.ref('excluded.attempts'),
          first_passed_at: of.ref('excluded.first_passed_at'),
          computed_at: of.ref('excluded.computed_at'),
          released: of.ref('excluded.released'),
        })),
      )
      .execute();
}
