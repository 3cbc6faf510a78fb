import type { RunProgress } from '../../domain/submissions/run-progress.ts';
import { publicationWish } from '../publishing/publication-wish.ts';
import type { Database } from '../database/tables.ts';

/** How far runs are; shown while they grade, worth nothing afterwards. */
export interface Progress {
  /** Writes it and asks for a publication, unless the submission is not being graded any more: then false. */
  save(submissionId: string, progress: RunProgress): Promise<boolean>;
  get(submissionId: string): Promise<RunProgress | undefined>;
}

export function createProgress(db: Database, now: () => Date): Progress {
  return {
    save: (submissionId, progress) =>
      db.transaction().execute(async (transaction) => {
        const grading = await transaction
          .updateTable('submissions')
          .set(publicationWish(now()))
          .where('id', '=', submissionId)
          .where('state', '=', 'grading')
          .where('cancel_requested', '=', false)
          .returning('id')
          .executeTakeFirst();

        if (grading === undefined) return false;
        const facts = { progress: JSON.stringify(progress), at: now() };

        await transaction
          .insertInto('run_progress')
          .values({ submission_id: submissionId, ...facts })
          .onConflict((conflict) => conflict.column('submission_id').doUpdateSet(facts))
          .execute();

        return true;
      }),
    async get(submissionId) {
      const row = await db
        .selectFrom('run_progress')
        .select('progress')
        .where('submission_id', '=', submissionId)
        .executeTakeFirst();

      return row?.progress;
    },
  };
}
