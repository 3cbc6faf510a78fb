import type { Selectable } from 'kysely';
import type { RegradeFilter, RegradeItemState, RegradeState } from '../../domain/grades/regrade.ts';
import type { Database, Tables } from '../database/tables.ts';

export interface StoredRegrade {
  regradeId: string;
  courseId: string;
  filter: RegradeFilter;
  state: RegradeState;
  reason: string;
  actor: string;
  createdAt: Date;
  publishedAt?: Date;
  /** How many items there are in each state; states without any are left out. */
  items: Partial<Record<RegradeItemState, number>>;
  version: number;
}

export interface RegradeItem {
  submissionId: string;
  newSubmissionId: string;
  exercise: string;
  githubId: number;
  state: RegradeItemState;
  oldRunId?: string;
  newRunId?: string;
  /** Points of the runs, before lateness and overrides. */
  oldEarned?: number;
  newEarned?: number;
}

/** The regrades of the rows, with how many items each has. */
export async function withCounts(
  from: Database,
  rows: readonly Selectable<Tables['regrades']>[],
): Promise<StoredRegrade[]> {
  if (rows.length === 0) return [];

  const counts = await from
    .selectFrom('regrade_items')
    .select((select) => ['regrade_id', 'state', select.fn.countAll<number>().as('count')])
    .where(
      'regrade_id',
      'in',
      rows.map((row) => row.regrade_id),
    )
    .groupBy(['regrade_id', 'state'])
    .execute();

  return rows.map((row) => {
    const { filter, state, reason, actor, version } = row;
    return {
      ...{ filter, state, reason, actor, version },
      regradeId: row.regrade_id,
      courseId: row.course_id,
      createdAt: row.created_at,
      ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
      items: Object.fromEntries(
        counts.filter((one) => one.regrade_id === row.regrade_id).map((one) => [one.state, one.count]),
      ),
    };
  });
}

export function toItem(row: Selectable<Tables['regrade_items']>): RegradeItem {
  const { exercise, state } = row;
  return {
    ...{ exercise, state },
    submissionId: row.submission_id,
    newSubmissionId: row.new_submission_id,
    githubId: row.github_id,
    ...(row.old_run_id === null ? {} : { oldRunId: row.old_run_id }),
    ...(row.new_run_id === null ? {} : { newRunId: row.new_run_id }),
    ...(row.old_earned === null ? {} : { oldEarned: row.old_earned }),
    ...(row.new_earned === null ? {} : { newEarned: row.new_earned }),
  };
}
