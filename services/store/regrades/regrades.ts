import { sql, type Selectable, type Transaction } from 'kysely';
import type { Identifiers } from '../../domain/identifier.ts';
import { inBatches } from '../../domain/in-batches.ts';
import type { RegradeFilter, RegradeItemState, RegradeState } from '../../domain/grades/regrade.ts';
import type { Written } from '../grades/assignments.ts';
import { publishAgain, pullRequestsOf } from '../publishing/publish-again.ts';
import { lockGrades, recomputeGrades } from '../grades/recompute-grades.ts';
import { chooseForRegrade } from './choose-for-regrade.ts';
import { openAgain } from './open-again.ts';
import { changesOfRegrade, type GradeChange } from './regrade-changes.ts';
import { toItem, withCounts, type RegradeItem, type StoredRegrade } from './stored-regrade.ts';
import { replaceFormers, restoreFormers } from './swap-submissions.ts';
import type { Database, Tables } from '../database/tables.ts';

/** Gradings of work that was graded before, which count only once somebody has looked at what they change. */
export interface Regrades {
  /**
   * Opens one more submission for each chosen one; they are graded by the ordinary queue, but neither told nor counted.
   * The same id again returns the regrade there is. At most `most` submissions: `too-many` else, `nothing` without any.
   */
  preview(
    regrade: { regradeId: string; courseId: string; filter: RegradeFilter; reason: string; actor: string },
    options: { most: number; identifiers: Identifiers },
  ): Promise<{ regrade: StoredRegrade; submissionIds: string[] } | 'nothing' | 'too-many'>;
  /** Newest first, those before `before`. */
  list(courseId: string, page: { limit: number; before?: string }): Promise<StoredRegrade[]>;
  get(courseId: string, regradeId: string): Promise<StoredRegrade | undefined>;
  /** In the order of the submissions, those after `after`. */
  items(regradeId: string, page: { limit: number; after?: string }): Promise<RegradeItem[]>;
  /** The grades that publishing would change, or has changed, by learner and exercise. */
  changes(regradeId: string): Promise<GradeChange[]>;
  /**
   * Makes the new results count in place of the former and asks for their publication, all in one transaction. With
   * `onlyBetter` a result with fewer points than the former one is left out. Undefined when it is not `previewed`.
   */
  publish(
    regradeId: string,
    options: { version: number; onlyBetter: boolean },
  ): Promise<Written<StoredRegrade> | 'stale' | undefined>;
  /** Ends a regrade that was not published; what still waits to be graded is cancelled. Undefined in another state. */
  discard(
    regradeId: string,
    by: { version: number; actor: string },
  ): Promise<Written<StoredRegrade> | 'stale' | undefined>;
  /** Makes the former results count again and publishes them. Undefined when it is not `published`. */
  undo(
    regradeId: string,
    by: { version: number; actor: string },
  ): Promise<Written<StoredRegrade> | 'stale' | undefined>;
}

/** How many submissions one statement opens. */
const BATCH = 1000;

export function createRegrades(db: Database, now: () => Date): Regrades {
  const read = async (from: Database, regradeId: string, courseId?: string) => {
    const [regrade] = await withCounts(
      from,
      await from
        .selectFrom('regrades')
        .selectAll()
        .where('regrade_id', '=', regradeId)
        .$if(courseId !== undefined, (query) => query.where('course_id', '=', courseId ?? ''))
        .execute(),
    );

    return regrade;
  };

  /** Takes a regrade from one state to another; `work` changes the rest and returns the submissions to be told. */
  const move = (
    regradeId: string,
    step: { version: number; from: readonly RegradeState[]; to: RegradeState; actor?: string },
    work: (
      transaction: Transaction<Tables>,
      items: Selectable<Tables['regrade_items']>[],
    ) => Promise<string[]>,
  ): Promise<Written<StoredRegrade> | 'stale' | undefined> =>
    db.transaction().execute(async (transaction) => {
      const before = await read(transaction, regradeId);
      if (before === undefined) return undefined;
      await lockGrades(transaction, { courseId: before.courseId });

      const row = await transaction
        .selectFrom('regrades')
        .select(['state', 'version'])
        .where('regrade_id', '=', regradeId)
        .forUpdate()
        .executeTakeFirstOrThrow();

      if (!step.from.includes(row.state)) return undefined;
      if (row.version !== step.version) return 'stale';

      await transaction
        .updateTable('regrades')
        .set({
          state: step.to,
          version: sql<number>`version + 1`,
          ...(step.to === 'published'
            ? { published_at: now() }
            : { closed_at: now(), closed_by: step.actor ?? null }),
        })
        .where('regrade_id', '=', regradeId)
        .execute();

      const items = await transaction
        .selectFrom('regrade_items')
        .selectAll()
        .where('regrade_id', '=', regradeId)
        .orderBy('submission_id')
        .execute();

      const told = await work(transaction, items);
      for (const exercise of new Set(items.map((item) => item.exercise)))
        await recomputeGrades(transaction, { courseId: before.courseId, exercise }, now());
      await publishAgain(transaction, told, now());
      const value = await read(transaction, regradeId);
      return value && { value, publish: await pullRequestsOf(transaction, told) };
    });

  return {
    preview: ({ regradeId, courseId, filter, reason, actor }, { most, identifiers }) =>
      db.transaction().execute(async (transaction) => {
        const known = await read(transaction, regradeId);
        if (known !== undefined)
          return { regrade: known, submissionIds: await openSubmissions(transaction, regradeId) };
        const chosen = await chooseForRegrade(transaction, courseId, filter, most + 1);
        if (chosen.length === 0) return 'nothing';
        if (chosen.length > most) return 'too-many';

        await transaction
          .insertInto('regrades')
          .values({
            regrade_id: regradeId,
            course_id: courseId,
            filter: JSON.stringify(filter),
            ...{ state: 'previewing', reason, actor, created_at: now() },
          })
          .execute();

        const opened = chosen.map((one) => ({ ...one, id: identifiers.next() }));
        for (const batch of inBatches(opened, BATCH))
          await openAgain(transaction, { regradeId, at: now() }, batch);
        const regrade = await read(transaction, regradeId);
        if (regrade === undefined) throw new Error(`regrade ${regradeId} is not there`);
        return { regrade, submissionIds: opened.map(({ id }) => id) };
      }),
    list: async (courseId, { limit, before }) =>
      withCounts(
        db,
        await db
          .selectFrom('regrades')
          .selectAll()
          .where('course_id', '=', courseId)
          .$if(before !== undefined, (query) => query.where('regrade_id', '<', before ?? ''))
          .orderBy('regrade_id', 'desc')
          .limit(limit)
          .execute(),
      ),
    get: (courseId, regradeId) => read(db, regradeId, courseId),
    async items(regradeId, { limit, after }) {
      const rows = await db
        .selectFrom('regrade_items')
        .selectAll()
        .where('regrade_id', '=', regradeId)
        .$if(after !== undefined, (query) => query.where('submission_id', '>', after ?? ''))
        .orderBy('submission_id')
        .limit(limit)
        .execute();

      return rows.map(toItem);
    },
    changes: (regradeId) =>
      db.transaction().execute((transaction) => changesOfRegrade(transaction, regradeId)),
    publish: (regradeId, { version, onlyBetter }) =>
      move(regradeId, { version, from: ['previewed'], to: 'published' }, async (transaction, items) => {
        const wanted = items.filter((item) => {
          const isBetter = (item.new_earned ?? 0) >= (item.old_earned ?? 0);
          return item.state === 'graded' && (isBetter || !onlyBetter);
        });

        const replaced = await replaceFormers(transaction, wanted);
        const isReplaced = new Set(replaced);
        const kept = items.filter((item) => !isReplaced.has(item));
        await setState(transaction, regradeId, replaced, 'published');
        await setState(transaction, regradeId, kept, 'kept');
        return replaced.map((item) => item.new_submission_id);
      }),
    discard: (regradeId, { version, actor }) =>
      move(
        regradeId,
        { version, actor, from: ['previewing', 'previewed'], to: 'discarded' },
        async (transaction) => {
          await transaction
            .updateTable('submissions')
            .set({
              cancel_requested: true,
              state: sql`case when state = 'queued' then 'cancelled' else state end`,
              updated_at: now(),
            })
            .where('regrade_id', '=', regradeId)
            .where('state', 'in', ['queued', 'grading'])
            .execute();

          return [];
        },
      ),
    undo: (regradeId, { version, actor }) =>
      move(regradeId, { version, actor, from: ['published'], to: 'undone' }, async (transaction, items) => {
        const published = items.filter(({ state }) => state === 'published');
        const restored = await restoreFormers(transaction, published);
        await setState(transaction, regradeId, restored, 'undone');
        return restored.map((item) => item.submission_id);
      }),
  };
}

async function openSubmissions(transaction: Transaction<Tables>, regradeId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('submissions')
    .select('id')
    .where('regrade_id', '=', regradeId)
    .where('state', '=', 'queued')
    .execute();

  return rows.map(({ id }) => id);
}

async function setState(
  transaction: Transaction<Tables>,
  regradeId: string,
  items: readonly Selectable<Tables['regrade_items']>[],
  state: RegradeItemState,
): Promise<void> {
  await transaction
    .updateTable('regrade_items')
    .set({ state })
    .where('regrade_id', '=', regradeId)
    .where('submission_id', '=', (of) => of.fn.any(of.val(items.map((item) => item.submission_id))))
    .execute();
}
