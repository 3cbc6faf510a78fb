import { sql, type Selectable, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

type Swapped = Pick<Selectable<Tables['regrade_items']>, 'submission_id' | 'new_submission_id'>;

/** Lets new submissions count in place of the former. Returns those whose former one counted itself until then. */
export async function replaceFormers<Item extends Swapped>(
  transaction: Transaction<Tables>,
  items: readonly Item[],
): Promise<Item[]> {
  const formers = items.map((item) => item.submission_id);

  const counted = await transaction
    .updateTable('submissions')
    .set({ counts: false })
    .where('id', '=', (of) => of.fn.any(of.val(formers)))
    .where('counts', '=', true)
    .returning('id')
    .execute();

  const ids = new Set(counted.map(({ id }) => id));
  const replaced = items.filter((item) => ids.has(item.submission_id));
  const fresh = replaced.map((item) => item.new_submission_id);

  // Several of one commit and exercise may be among them: each gets the next number.
  await sql`
    update submissions set counts = true, attempt = numbered.next
    from (
      select id, (select greatest(max(attempt), 0) from submissions same
          where (same.repository_id, same.pull_number, same.head_sha, same.exercise)
            = (one.repository_id, one.pull_number, one.head_sha, one.exercise))
        + row_number() over (partition by repository_id, pull_number, head_sha, exercise order by place) as next
      from unnest(${fresh}::text[]) with ordinality given (fresh, place) join submissions one on one.id = fresh) numbered
    where submissions.id = numbered.id`.execute(transaction);

  return replaced;
}

/**
 * Lets former submissions count again. Each goes on in the newest check run, because GitHub shows the newest of a name.
 * Returns those whose new one was not replaced itself meanwhile.
 */
export async function restoreFormers<Item extends Swapped>(
  transaction: Transaction<Tables>,
  items: readonly Item[],
): Promise<Item[]> {
  const news = items.map((item) => item.new_submission_id);

  const counted = await transaction
    .updateTable('submissions')
    .set({ counts: false })
    .where('id', '=', (of) => of.fn.any(of.val(news)))
    .where('counts', '=', true)
    .returning('id')
    .execute();

  const ids = new Set(counted.map(({ id }) => id));
  const restored = items.filter((item) => ids.has(item.new_submission_id));
  const formers = restored.map((item) => item.submission_id);
  const fresh = restored.map((item) => item.new_submission_id);

  await sql`
    update submissions set counts = true, check_run_id = coalesce(fresh.check_run_id, submissions.check_run_id)
    from unnest(${formers}::text[], ${fresh}::text[]) pairs (former_id, fresh_id)
      join submissions fresh on fresh.id = fresh_id
    where submissions.id = former_id`.execute(transaction);

  return restored;
}
