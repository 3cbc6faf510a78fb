import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';

/** A commit as the head of a pull request, or of a branch (`DEFAULT_BRANCH`). */
interface Head {
  repositoryId: number;
  number: number;
  headSha: string;
}

/** When commits were first heard of as heads: the time that counts for deadlines. */
export interface Heads {
  /** Remembers them. The earliest time of each stays, in whatever order they are told. */
  hear(heads: readonly (Head & { at: Date })[]): Promise<void>;
  /** Undefined when nobody told of it. */
  firstHeard(head: Head): Promise<Date | undefined>;
}

export function createHeads(db: Database): Heads {
  return {
    async hear(heads) {
      if (heads.length === 0) return;

      await db
        .insertInto('heads')
        .values(
          earliest(heads).map(({ repositoryId, number, headSha, at }) => ({
            repository_id: repositoryId,
            number,
            head_sha: headSha,
            heard_at: at,
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['repository_id', 'number', 'head_sha'])
            .doUpdateSet(({ ref }) => ({ heard_at: ref('excluded.heard_at') }))
            .where('heads.heard_at', '>', sql<Date>`excluded.heard_at`),
        )
        .execute();
    },
    async firstHeard({ repositoryId, number, headSha }) {
      const row = await db
        .selectFrom('heads')
        .select('heard_at')
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .where('head_sha', '=', headSha)
        .executeTakeFirst();

      return row?.heard_at;
    },
  };
}

/** One statement may write a row only once. */
function earliest<H extends Head & { at: Date }>(heads: readonly H[]): H[] {
  const oldestLast = heads.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return [
    ...new Map(
      oldestLast.map((head) => [`${head.repositoryId}/${head.number}/${head.headSha}`, head]),
    ).values(),
  ];
}
