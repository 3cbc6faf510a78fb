import { sql } from 'kysely';
import { revisionWish } from './publication-wish.ts';
import type { Database } from '../database/tables.ts';

/** The check `grading` of one commit, as GitHub shows it. */
export interface GradingCheck {
  headSha: string;
  /** Counts the check runs: a completed one is never opened again. */
  round: number;
  checkRunId?: number;
  /** Digest of what is shown; absent until something is. */
  shown?: string;
  completed: boolean;
  /** The pull request that a merge queue wants to merge as this commit. */
  merges?: number;
}

/** What GitHub shows under the name `grading`, by commit. */
export interface GradingChecks {
  /** Those of the commits, and those that merge queues still wait for to merge the pull request. */
  of(repositoryId: number, pullNumber: number, heads: readonly string[]): Promise<GradingCheck[]>;
  /** GitHub shows it so now. */
  showing(repositoryId: number, check: GradingCheck & { shown: string }): Promise<void>;
  /** A merge queue waits for this commit's check; asks for a publication of the pull request. Idempotent. */
  awaitMerge(merge: { repositoryId: number; headSha: string; pullNumber: number }): Promise<void>;
  /** GitHub may show something else: whatever was shown counts no more, and a publication is asked for. */
  doubt(repositoryId: number, headSha: string): Promise<void>;
}

export function createGradingChecks(db: Database, now: () => Date): GradingChecks {
  const ask = (repositoryId: number) =>
    db.updateTable('pull_requests').set(revisionWish(now())).where('repository_id', '=', repositoryId);

  return {
    async of(repositoryId, pullNumber, heads) {
      const rows = await db
        .selectFrom('grading_checks')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where((where) =>
          where.or([
            where('head_sha', 'in', [...heads]),
            where.and([where('merges', '=', pullNumber), where('completed', '=', false)]),
          ]),
        )
        .execute();

      return rows.map(({ head_sha, round, completed, check_run_id, shown, merges }) => ({
        ...{ headSha: head_sha, round, completed },
        ...(check_run_id !== null && { checkRunId: check_run_id }),
        ...(shown !== null && { shown }),
        ...(merges !== null && { merges }),
      }));
    },
    async showing(repositoryId, { headSha, round, completed, shown, checkRunId = null }) {
      const state = { round, completed, shown };

      await db
        .insertInto('grading_checks')
        .values({ repository_id: repositoryId, head_sha: headSha, check_run_id: checkRunId, ...state })
        .onConflict((conflict) =>
          conflict.columns(['repository_id', 'head_sha']).doUpdateSet({
            ...state,
            // Should two pull requests of one commit have created one each: GitHub shows the newest.
            check_run_id: sql<number | null>`greatest(grading_checks.check_run_id, excluded.check_run_id)`,
          }),
        )
        .execute();
    },
    async awaitMerge({ repositoryId, headSha, pullNumber }) {
      await db
        .insertInto('grading_checks')
        .values({ repository_id: repositoryId, head_sha: headSha, merges: pullNumber })
        .onConflict((conflict) => conflict.columns(['repository_id', 'head_sha']).doNothing())
        .execute();

      await ask(repositoryId).where('number', '=', pullNumber).execute();
    },
    async doubt(repositoryId, headSha) {
      await db
        .updateTable('grading_checks')
        .set({ shown: null })
        .where('repository_id', '=', repositoryId)
        .where('head_sha', '=', headSha)
        .execute();

      await ask(repositoryId).where('head_sha', '=', headSha).execute();
    },
  };
}
