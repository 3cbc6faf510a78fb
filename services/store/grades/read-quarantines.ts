import { sql, type Selectable } from 'kysely';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import type { Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { Database, Tables } from '../database/tables.ts';

/** A quarantine with what showed that the check is flaky; undefined when a person found it. */
export interface StoredQuarantine extends Quarantine {
  evidence?: readonly Disagreement[];
}

/** The quarantines of a course, or of one exercise in it: the open ones first, then the newest. */
export async function readQuarantines(
  db: Database,
  { courseId, exercise }: { courseId: string; exercise?: string },
): Promise<StoredQuarantine[]> {
  const rows = await db
    .selectFrom('check_quarantines')
    .selectAll()
    .where('course_id', '=', courseId)
    .$if(exercise !== undefined, (query) => query.where('exercise', '=', exercise ?? ''))
    .orderBy(sql`lifted_at is null`, 'desc')
    .orderBy('since', 'desc')
    .orderBy('quarantine_id')
    .execute();

  return rows.map(toQuarantine);
}

export function toQuarantine(row: Selectable<Tables['check_quarantines']>): StoredQuarantine {
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
