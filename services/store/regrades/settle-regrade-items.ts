import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * Notes how the gradings of regrades ended whose submissions these are; others are left alone. With the last one the
 * regrade is `previewed`. Part of the transaction that ends a submission, so that nothing has to be noticed later.
 */
export async function settleRegradeItems(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
): Promise<void> {
  if (submissionIds.length === 0) return;

  const { rows } = await sql<{ regrade_id: string }>`
    update regrade_items items set
      state = case when submissions.state = 'graded' then 'graded' else 'not-graded' end,
      new_run_id = runs.run_id,
      new_earned = case when submissions.state = 'graded' then (runs.report #>> '{score,earned}')::numeric end
    from submissions left join runs on runs.submission_id = submissions.id and runs.state = 'finished'
    where submissions.id = items.new_submission_id and items.new_submission_id = any(${[...submissionIds]})
      and items.state = 'open' and submissions.state not in ('queued', 'grading')
    returning items.regrade_id`.execute(transaction);

  for (const regradeId of [...new Set(rows.map((row) => row.regrade_id))].sort()) {
    // Of the last two that end at the same time, the second has to see the first.
    await transaction
      .selectFrom('regrades')
      .select('regrade_id')
      .where('regrade_id', '=', regradeId)
      .forUpdate()
      .execute();

    await transaction
      .updateTable('regrades')
      .set({ state: 'previewed', version: sql<number>`version + 1` })
      .where('regrade_id', '=', regradeId)
      .where('state', '=', 'previewing')
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('regrade_items')
              .select('state')
              .where('regrade_id', '=', regradeId)
              .where('state', '=', 'open'),
          ),
        ),
      )
      .execute();
  }
}
