import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** For whom submissions count: by submission id the GitHub ids of its team, only for submissions of teams. */
export async function teamsOf(
  transaction: Transaction<Tables>,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (submissionIds.length === 0) return new Map();

  const { rows } = await sql<{ id: string; learners: number[] }>`
    select submission_id as id, json_agg(github_id order by github_id) as learners
    from submission_members where submission_id = any(${[...submissionIds]}::text[])
    group by submission_id`.execute(transaction);

  return new Map(rows.map(({ id, learners }) => [id, learners]));
}
