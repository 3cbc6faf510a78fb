import type { Selectable, Transaction } from 'kysely';
import { gradeOf, type Grade, type GradedAttempt, type GradeState } from '../../domain/grades/grade-of.ts';
import { readAttempts, readGradeInputs } from '../grades/grade-inputs.ts';
import type { Tables } from '../database/tables.ts';

interface Outcome {
  earned: number;
  possible: number;
  state: GradeState;
}

/** What a regrade does to one grade. */
export interface GradeChange {
  githubId: number;
  exercise: string;
  before: Outcome;
  after: Outcome;
}

/**
 * The grades that differ when the new results of a regrade count in place of the former ones, whether or not they do so
 * already; everything else as it is now: deadlines, extensions, overrides and what learners have pushed since.
 */
export async function changesOfRegrade(
  transaction: Transaction<Tables>,
  regradeId: string,
): Promise<GradeChange[]> {
  const rows = await transaction
    .selectFrom('regrade_items')
    .innerJoin('regrades', 'regrades.regrade_id', 'regrade_items.regrade_id')
    .selectAll('regrade_items')
    .select('course_id')
    .where('regrade_items.regrade_id', '=', regradeId)
    .where('regrade_items.state', '!=', 'kept')
    .execute();

  const changes: GradeChange[] = [];

  for (const exercise of [...new Set(rows.map((row) => row.exercise))].sort()) {
    const items = rows.filter((row) => row.exercise === exercise);
    const [first] = items;
    if (first !== undefined)
      changes.push(...(await changesOfExercise(transaction, first.course_id, exercise, items)));
  }

  return changes;
}

async function changesOfExercise(
  transaction: Transaction<Tables>,
  courseId: string,
  exercise: string,
  items: readonly Selectable<Tables['regrade_items']>[],
): Promise<GradeChange[]> {
  const { learners, terms } = await readGradeInputs(transaction, { courseId, exercise });
  const ids = items.flatMap((item) => [item.submission_id, item.new_submission_id]);
  const read = await readAttempts(transaction, { courseId, exercise, ids });
  const attempts = new Map(read.map(({ attempt }) => [attempt.submissionId, attempt]));
  const forward = new Map<string, GradedAttempt>();
  const back = new Map<string, GradedAttempt>();

  for (const { submission_id, new_submission_id } of items) {
    const [former, fresh] = [attempts.get(submission_id), attempts.get(new_submission_id)];
    if (former === undefined || fresh?.state !== 'graded') continue;
    forward.set(submission_id, fresh);
    back.set(new_submission_id, former);
  }

  return [...new Set(read.map(({ githubId }) => githubId))]
    .sort((a, b) => a - b)
    .flatMap((githubId) => {
      const own = learners.get(githubId) ?? { attempts: [], overrides: [] };

      const graded = (swap: ReadonlyMap<string, GradedAttempt>) =>
        outcome(
          gradeOf({
            ...own,
            ...terms,
            attempts: own.attempts.map((attempt) => swap.get(attempt.submissionId) ?? attempt),
          }),
        );

      const [before, after] = [graded(back), graded(forward)];
      const isSame = before.earned === after.earned && before.state === after.state;
      return isSame ? [] : [{ githubId, exercise, before, after }];
    });
}

function outcome({ earned, possible, state }: Grade): Outcome {
  return { earned, possible, state };
}
