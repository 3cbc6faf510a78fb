import { sql, type Selectable, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Lets the new submission count in place of the former. False when that counts no more itself. */
export async function replaceFormer(
  transaction: Transaction<Tables>,
  { submission_id, new_submission_id }: Selectable<Tables['regrade_items']>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('submissions')
    .set({ counts: false })
    .where('id', '=', submission_id)
    .where('counts', '=', true)
    .executeTakeFirstOrThrow();

  if (numUpdatedRows !== 1n) return false;

  await sql`
    update submissions fresh set counts = true, attempt = (
      select greatest(max(attempt), 0) + 1 from submissions same
        where (same.repository_id, same.pull_number, same.head_sha, same.exercise)
          = (fresh.repository_id, fresh.pull_number, fresh.head_sha, fresh.exercise))
    where id = ${new_submission_id}`.execute(transaction);

  return true;
}

/**
 * Lets the former submission count again. It goes on in the newest check run, because GitHub shows the newest of a
 * name. False when the new one was replaced itself meanwhile.
 */
export async function restoreFormer(
  transaction: Transaction<Tables>,
  { submission_id, new_submission_id }: Selectable<Tables['regrade_items']>,
): Promise<boolean> {
  const fresh = await transaction
    .updateTable('submissions')
    .set({ counts: false })
    .where('id', '=', new_submission_id)
    .where('counts', '=', true)
    .returning('check_run_id')
    .executeTakeFirst();

  if (fresh === undefined) return false;

  await transaction
    .updateTable('submissions')
    .set({ counts: true, ...(fresh.check_run_id === null ? {} : { check_run_id: fresh.check_run_id }) })
    .where('id', '=', submission_id)
    .execute();

  return true;
}
