import { sql } from 'kysely';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Database } from '../database/tables.ts';

/** What was handed in by a command or a tag. */
export interface HandIns {
  /**
   * Returns how many stand with the time given, so that a second call with the same answers the same. A commit that was
   * handed in at another time keeps that.
   */
  add(handIns: readonly HandIn[]): Promise<number>;
  /** The newest of each exercise of a pull request, or of a branch. */
  newest(repositoryId: number, pullNumber: number): Promise<HandIn[]>;
}

export function createHandIns(db: Database): HandIns {
  return {
    async add(handIns) {
      if (handIns.length === 0) return 0;

      const added = await db
        .insertInto('hand_ins')
        .values(
          handIns.map(({ repositoryId, pullNumber, headSha, exercise, folder, at }) => ({
            repository_id: repositoryId,
            pull_number: pullNumber,
            head_sha: headSha,
            ...{ exercise, folder, at },
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['repository_id', 'pull_number', 'exercise', 'head_sha'])
            .doUpdateSet({ at: sql<Date>`hand_ins.at` })
            .whereRef('hand_ins.at', '=', 'excluded.at'),
        )
        .returning('exercise')
        .execute();

      return added.length;
    },
    async newest(repositoryId, pullNumber) {
      const rows = await db
        .selectFrom('hand_ins')
        .selectAll()
        .distinctOn('exercise')
        .where('repository_id', '=', repositoryId)
        .where('pull_number', '=', pullNumber)
        .orderBy('exercise')
        .orderBy('at', 'desc')
        .orderBy('head_sha')
        .execute();

      return rows.map(({ head_sha, exercise, folder, at }) => ({
        ...{ repositoryId, pullNumber, exercise, folder, at },
        headSha: head_sha,
      }));
    },
  };
}
