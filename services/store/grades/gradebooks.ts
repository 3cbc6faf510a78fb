import { sql } from 'kysely';
import type { GradebookCell, GradebookExercise, GradebookLearner } from '../../domain/grades/gradebook.ts';
import type { LmsIdentity } from '../../domain/courses/lms-identity.ts';
import { toLmsIdentity } from './to-lms-identity.ts';
import type { Database } from '../database/tables.ts';

export interface GradebookFilter {
  exercise?: string;
  githubId?: number;
}

/** A learner with all grades, and how a learning management system knows them. */
export interface GradebookRow extends GradebookLearner {
  lms: LmsIdentity;
}

/** The gradebook as it is at one moment. */
export interface OpenGradebook {
  /** Another one whenever anything that the gradebook shows has changed. */
  revision: string;
  /** By name. */
  exercises: GradebookExercise[];
  /** By login, some at a time. */
  learners(): AsyncGenerator<GradebookRow[]>;
}

export interface Gradebooks {
  /** Opens the gradebook of a course; everything that `read` sees until it resolves is of one moment. */
  read<Result>(
    courseId: string,
    filter: GradebookFilter,
    read: (book: OpenGradebook) => Promise<Result>,
  ): Promise<Result>;
}

/** How many grades are read in one step: few at first, for an early first byte. */
const FIRST_CELLS = 1500;
const CELLS_AT_ONCE = 12_000;
/** A learner without grades is read too. */
const LEARNERS_AT_ONCE = 1500;

export function createGradebooks(db: Database): Gradebooks {
  return {
    read: (courseId, filter, read) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (moment) => {
          const exercises = await exercisesOf(moment, courseId, filter);
          return read({
            revision: await revisionOf(moment, courseId, filter),
            exercises,
            learners: () => learnersOf(moment, courseId, filter, exercises.length),
          });
        }),
  };
}

/**
 * Every row carries the number of the transaction that wrote it, and these only grow: whatever is written, added or taken
 * away, counts and sums are others. Times of change would not do: of two changes the earlier may become visible later.
 */
async function revisionOf(
  moment: Database,
  courseId: string,
  { exercise, githubId }: GradebookFilter,
): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select string_agg(part, '-') as revision from (
      select count(*) || '.' || coalesce(sum(xmin::text::bigint), 0) as part
        from grades where course_id = ${courseId}
          and (${exercise ?? null}::text is null or exercise = ${exercise ?? null})
          and (${githubId ?? null}::bigint is null or github_id = ${githubId ?? null})
      union all select count(*) || '.' || coalesce(sum(xmin::text::bigint), 0)
        from course_members where course_id = ${courseId}
      union all select count(*) || '.' || coalesce(sum(xmin::text::bigint), 0)
        from assignments where course_id = ${courseId}
      union all select count(*) || '.' || coalesce(sum(xmin::text::bigint), 0)
        from lms_identities where course_id = ${courseId}) parts`.execute(moment);

  return rows[0]?.revision ?? '';
}

/** What is assigned, and what there are grades of. */
async function exercisesOf(
  moment: Database,
  courseId: string,
  { exercise }: GradebookFilter,
): Promise<GradebookExercise[]> {
  const { rows } = await sql<{
    exercise: string;
    weight: number | null;
    possible: number | null;
    dueAt: Date | null;
  }>`
    select exercise, assignments.weight::float8 as weight, graded.possible::float8 as possible,
      assignments.due_at as "dueAt"
    from (select exercise, weight, due_at from assignments where course_id = ${courseId}) assignments
    full join (
      select exercise, max(possible) as possible from grades where course_id = ${courseId}
        and (${exercise ?? null}::text is null or exercise = ${exercise ?? null}) group by exercise
    ) graded using (exercise)
    where ${exercise ?? null}::text is null or exercise = ${exercise ?? null}
    order by exercise collate "C"`.execute(moment);

  return rows.map(({ exercise: name, weight, possible, dueAt }) => ({
    exercise: name,
    weight: weight ?? 1,
    ...(possible !== null && { possible }),
    ...(dueAt !== null && { dueAt: dueAt.toISOString() }),
  }));
}

async function* learnersOf(
  moment: Database,
  courseId: string,
  { exercise, githubId }: GradebookFilter,
  cellsEach: number,
): AsyncGenerator<GradebookRow[]> {
  let after: { sortedBy: string; githubId: number } | undefined;

  for (let cells = FIRST_CELLS; ; cells = CELLS_AT_ONCE) {
    const limit = Math.ceil(Math.min(cells / Math.max(cellsEach, 1), LEARNERS_AT_ONCE));

    const { rows } = await sql<MemberRow>`
      select member.*, to_jsonb(lms) as lms, grades.cells
      from (
        select github_id as "githubId", coalesce(login, github_id::text) as login, name, pseudonym, active
        from course_members
        where course_id = ${courseId} and role = 'learner'
          and (${githubId ?? null}::bigint is null or github_id = ${githubId ?? null})
          and (${after?.sortedBy ?? null}::text is null
            or (coalesce(login, github_id::text) collate "C", github_id)
              > (${after?.sortedBy ?? ''}, ${after?.githubId ?? 0}::bigint))
        order by coalesce(login, github_id::text) collate "C", github_id limit ${limit}) member
      left join lms_identities lms on lms.course_id = ${courseId} and lms.github_id = member."githubId"
      cross join lateral (
        select json_agg(json_build_object(
          'exercise', exercise, 'earned', earned, 'possible', possible, 'state', state, 'attempts', attempts,
          'lateSeconds', late_seconds, 'isOverridden', override_id is not null, 'released', released,
          'submissionId', submission_id) order by exercise collate "C") as cells
        from grades
        where course_id = ${courseId} and github_id = member."githubId"
          and (${exercise ?? null}::text is null or exercise = ${exercise ?? null})) grades
      order by member.login collate "C", member."githubId"`.execute(moment);

    if (rows.length > 0) yield rows.map(toRow);
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    after = { sortedBy: last.login, githubId: last.githubId };
  }
}

interface MemberRow extends Omit<GradebookLearner, 'cells'> {
  cells: GradebookCell[] | null;
  lms: Parameters<typeof toLmsIdentity>[0] | null;
}

function toRow({ githubId, login, name, pseudonym, active, cells, lms }: MemberRow): GradebookRow {
  return {
    githubId,
    login,
    name,
    pseudonym,
    active,
    cells: cells ?? [],
    lms: lms === null ? {} : toLmsIdentity(lms),
  };
}
