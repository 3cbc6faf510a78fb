import { sql, type Selectable } from 'kysely';
import type { Disagreement } from '../domain/flaky-checks.ts';
import type { Quarantine } from '../domain/quarantine.ts';
import { publicationWish } from './publication-wish.ts';
import type { Database, Tables } from './tables.ts';

/** A quarantine with what showed that the check is flaky; undefined when a person found it. */
export interface StoredQuarantine extends Quarantine {
  evidence?: readonly Disagreement[];
}

type CheckOfCourse = Pick<Quarantine, 'courseId' | 'exercise' | 'checkId'>;

/** Checks under review. Placing and lifting also ask that what learners are shown is published again. */
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
    async list(courseId, { exercise } = {}) {
      const rows = await select(courseId)
        .$if(exercise !== undefined, (query) => query.where('exercise', '=', exercise ?? ''))
        .orderBy(sql`lifted_at is null`, 'desc')
        .orderBy('since', 'desc')
        .orderBy('quarantine_id')
        .execute();
      return rows.map(toQuarantine);
    },
    async get(courseId, quarantineId) {
      const row = await select(courseId).where('quarantine_id', '=', quarantineId).executeTakeFirst();
      return row && toQuarantine(row);
    },
    place: ({ quarantineId, courseId, exercise, checkId, by, reason, evidence }) =>
      db.transaction().execute(async (transaction) => {
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
        await publishAgain(transaction, row, now());
        return toQuarantine(row);
      }),
    lift: ({ courseId, quarantineId, version }, { by, reason, sparesEarlier }) =>
      db.transaction().execute(async (transaction) => {
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
        await publishAgain(transaction, row, now());
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

/** Asks for new publications of what the check took points from and a pull request shows now. */
async function publishAgain(
  transaction: Database,
  { course_id, exercise, check_id }: Selectable<Tables['check_quarantines']>,
  at: Date,
): Promise<void> {
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

function toQuarantine(row: Selectable<Tables['check_quarantines']>): StoredQuarantine {
  const { exercise, since, by, reason, version } = row;
  return {
    ...{ exercise, since, by, reason, version },
    quarantineId: row.quarantine_id,
    courseId: row.course_id,
    checkId: row.check_id,
    ...(row.evidence !== null && { evidence: row.evidence }),
    ...(row.lifted_at !== null && {
      lift: {
        at: row.lifted_at,
        by: row.lifted_by ?? '',
        reason: row.lift_reason ?? '',
        sparesEarlier: row.spares_earlier,
      },
    }),
  };
}
