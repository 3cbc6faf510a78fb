import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { placeQuarantine, tellOfQuarantine, type NewQuarantine } from './place-quarantine.ts';
import { readQuarantines, toQuarantine, type StoredQuarantine } from './read-quarantines.ts';
import { lockGrades } from './recompute-grades.ts';
import type { Database } from '../database/tables.ts';

type CheckOfCourse = Pick<Quarantine, 'courseId' | 'exercise' | 'checkId'>;

/** Checks under review. Placing and lifting also bring the grades up to date and ask that they are published. */
export interface Quarantines {
  /** Of a course, the open ones first, then the newest. */
  list(courseId: string, filter?: { exercise?: string }): Promise<StoredQuarantine[]>;
  get(courseId: string, quarantineId: string): Promise<StoredQuarantine | undefined>;
  /** Undefined when the check is under review already. */
  place(quarantine: NewQuarantine): Promise<StoredQuarantine | undefined>;
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
    place: (quarantine) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId: quarantine.courseId });
        return placeQuarantine(transaction, quarantine, now());
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
        await tellOfQuarantine(transaction, row, now());
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
