import { reportAsCounted } from '../../domain/grades/report-as-counted.ts';
import { readQuarantines } from './read-quarantines.ts';
import type { Database } from '../database/tables.ts';

/** What counts of a run in place of the score in its report. */
export interface WaivedResult {
  isPassed: boolean;
  earned: number;
}

/** The runs among those given that lost points to a check under review, with what they count; see `reportAsCounted`. */
export async function waivedResults(
  db: Database,
  { courseId, exercise }: { courseId: string; exercise: string },
  runIds: readonly string[],
): Promise<ReadonlyMap<string, WaivedResult>> {
  const quarantines = await readQuarantines(db, { courseId, exercise });
  if (quarantines.length === 0 || runIds.length === 0) return new Map();

  const rows = await db
    .selectFrom('runs')
    .select(['run_id', 'report'])
    .where((where) => where('run_id', '=', where.fn.any(where.val([...runIds]))))
    .where('verdict', '=', 'failed')
    .execute();

  const spared = new Map<string, WaivedResult>();

  for (const { run_id, report } of rows) {
    if (report === null) continue;
    const { report: counted } = reportAsCounted(report, quarantines);
    if (counted !== report)
      spared.set(run_id, { isPassed: counted.verdict === 'passed', earned: counted.score.earned });
  }

  return spared;
}
