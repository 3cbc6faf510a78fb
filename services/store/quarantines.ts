import type { Selectable, Transaction } from 'kysely';
import type { Disagreement } from '../domain/flaky-checks.ts';
import type { Quarantine } from '../domain/quarantine.ts';
import { publicationWish } from './publication-wish.ts';
import { readQuarantines, toQuarantine, type StoredQuarantine } from './read-quarantines.ts';
import { lockGrades, recomputeGrades } from './recompute-grades.ts';
import type { Database, Tables } from './tables.ts';

type CheckOfCourse = Pick<Quarantine, 'courseId' | 'exercise' | 'checkId'>;

/** Checks under review. Placing and lifting also bring the grades up to date and ask that they are published. */
export interface Quarantines {
  /** Of a course, the open ones first, then the newest. */
  list(courseId: string, filter?: { exercise?: string }): Promise<StoredQuarantine[]>;
  get(courseId: string, quarantineId: string): Promise<StoredQuarantine | undefined>;
  /** Undefined when the check is under review already. */
  place(
    quarantine: CheckOfCourse & {
      quarantineId: string;
      by: string;
      reason: string;
      evidence?: readonly Disagreement[];
    },
  ): Promise<StoredQuarantine | undefined>;
  /** `stale` when it was lifted or changed since the version given. */
  lift(
    quarantine: Pick<Quarantine, 'courseId' | 'quarantineId' | 'version'>,
    lift: { by: string; reason: string; sparesEarlier: boolean },
  ): Promise<StoredQuarantine | 'stale'>;
  /** Whether any run of the course has had the check. */
  isKnownCheck(check: CheckOfCourse): Promise<boolean>;
}

export function createQuarantines(db: Database, now: () => Date): Quarantines {
  const select = (courseId: string) =>
    db.selectFrom('check_quarantines').selectAll().where('course_id', '=', courseId);
  return {
    list: (courseId, filter = {}) => readQuarantines(db, { courseId, ...filter }),
    async get(courseId, quarantineId) {
      const row = await select(courseId).where('quarantine_id', '=', quarantineId).executeTakeFirst();
      return row && toQuarantine(row);
    },
    place: ({ quarantineId, courseId, exercise, checkId, by, reason, evidence }) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId });
        const row = await transaction
          .insertInto('check_quarantines')
          .values({
            ...{ by, reason, exercise },
            quarantine_id: quarantineId,
            course_id: courseId,
            check_id: checkId,
            since: now(),
            evidence: evidence === undefined ? null : JSON.stringify(evidence),
          })
          .onConflict((conflict) =>
            conflict
              .columns(['course_id', 'exercise', 'check_id'])
              .where('lifted_at', 'is', null)
              .doNothing(),
          )
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await tell(transaction, row, now());
        return toQuarantine(row);
      }),
    lift: ({ courseId, quarantineId, version }, { by, reason, sparesEarlier }) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId });
        const row = await transaction
          .updateTable('check_quarantines')
          .set({
            lifted_at: now(),
            lifted_by: by,
            lift_reason: reason,
            spares_earlier: sparesEarlier,
            version: version + 1,
          })
          .where('course_id', '=', courseId)
          .where('quarantine_id', '=', quarantineId)
          .where('version', '=', version)
          .where('lifted_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return 'stale' as const;
        await tell(transaction, row, now());
        return toQuarantine(row);
      }),
    async isKnownCheck({ courseId, exercise, checkId }) {
      const row = await db
        .selectFrom('check_results')
        .select('run_id')
        .where('course_id', '=', courseId)
        .where('exercise', '=', exercise)
        .where('check_id', '=', checkId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Grades change, and with them what a pull request shows of runs that the check took points from. */
async function tell(
  transaction: Transaction<Tables>,
  { course_id, exercise, check_id }: Selectable<Tables['check_quarantines']>,
  at: Date,
): Promise<void> {
  await recomputeGrades(transaction, { courseId: course_id, exercise }, at);
  await transaction
    .updateTable('submissions')
    .set(publicationWish(at))
    .where('id', 'in', (from) =>
      from
        .selectFrom('check_results')
        .innerJoin('runs', 'runs.run_id', 'check_results.run_id')
        .innerJoin('submissions as graded', 'graded.id', 'runs.submission_id')
        .innerJoin('pull_requests', (join) =>
          join
            .onRef('pull_requests.repository_id', '=', 'graded.repository_id')
            .onRef('pull_requests.number', '=', 'graded.pull_number')
            .onRef('pull_requests.head_sha', '=', 'graded.head_sha'),
        )
        .select('graded.id')
        .where('check_results.course_id', '=', course_id)
        .where('check_results.exercise', '=', exercise)
        .where('check_results.check_id', '=', check_id)
        .where('check_results.status', '=', 'fail')
        .where('pull_requests.state', '=', 'open'),
    )
    .execute();
}
