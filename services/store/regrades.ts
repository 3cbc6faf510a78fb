import { sql, type Selectable, type Transaction } from 'kysely';
import type { Identifiers } from '../domain/identifier.ts';
import type { RegradeFilter, RegradeItemState, RegradeState } from '../domain/regrade.ts';
import type { Written } from './assignments.ts';
import { publishAgain, pullRequestsOf } from './publish-again.ts';
import { lockGrades, recomputeGrades } from './recompute-grades.ts';
import { chooseForRegrade, type ChosenSubmission } from './choose-for-regrade.ts';
import { changesOfRegrade, type GradeChange } from './regrade-changes.ts';
import type { Database, Tables } from './tables.ts';

export interface StoredRegrade {
  regradeId: string;
  courseId: string;
  filter: RegradeFilter;
  state: RegradeState;
  reason: string;
  actor: string;
  createdAt: Date;
  publishedAt?: Date;
  /** How many items there are in each state; states without any are left out. */
  items: Partial<Record<RegradeItemState, number>>;
  version: number;
}

export interface RegradeItem {
  submissionId: string;
  newSubmissionId: string;
  exercise: string;
  githubId: number;
  state: RegradeItemState;
  oldRunId?: string;
  newRunId?: string;
  /** Points of the runs, before lateness and overrides. */
  oldEarned?: number;
  newEarned?: number;
}

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
        const submissionIds: string[] = [];
        for (const one of chosen) {
          const id = identifiers.next();
          await openAgain(transaction, { regradeId, id, one, at: now() });
          submissionIds.push(id);
        }
        const regrade = await read(transaction, regradeId);
        if (regrade === undefined) throw new Error(`regrade ${regradeId} is not there`);
        return { regrade, submissionIds };
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
        const told: string[] = [];
        for (const item of items) {
          const isBetter = (item.new_earned ?? 0) >= (item.old_earned ?? 0);
          const isWanted = item.state === 'graded' && (isBetter || !onlyBetter);
          const isReplaced = isWanted && (await replace(transaction, item));
          if (isReplaced) told.push(item.new_submission_id);
          await setState(transaction, item, isReplaced ? 'published' : 'kept');
        }
        return told;
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
        const told: string[] = [];
        for (const item of items) {
          if (item.state !== 'published' || !(await restore(transaction, item))) continue;
          told.push(item.submission_id);
          await setState(transaction, item, 'undone');
        }
        return told;
      }),
  };
}

async function withCounts(
  from: Database,
  rows: readonly Selectable<Tables['regrades']>[],
): Promise<StoredRegrade[]> {
  if (rows.length === 0) return [];
  const counts = await from
    .selectFrom('regrade_items')
    .select((select) => ['regrade_id', 'state', select.fn.countAll<number>().as('count')])
    .where(
      'regrade_id',
      'in',
      rows.map((row) => row.regrade_id),
    )
    .groupBy(['regrade_id', 'state'])
    .execute();
  return rows.map((row) => {
    const { filter, state, reason, actor, version } = row;
    return {
      ...{ filter, state, reason, actor, version },
      regradeId: row.regrade_id,
      courseId: row.course_id,
      createdAt: row.created_at,
      ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
      items: Object.fromEntries(
        counts.filter((one) => one.regrade_id === row.regrade_id).map((one) => [one.state, one.count]),
      ),
    };
  });
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

/**
 * Copies a submission to be graded once more. Attempts of previews count down from -1: no number that a learner's own
 * attempt could take. They get a proper one when they are published.
 */
async function openAgain(
  transaction: Transaction<Tables>,
  { regradeId, id, one, at }: { regradeId: string; id: string; one: ChosenSubmission; at: Date },
): Promise<void> {
  await sql`
    insert into submissions (id, repository_id, pull_number, head_sha, exercise, attempt, folder, author_id,
      author_login, course_id, exercise_title, state, revision, wanted_at, created_at, updated_at, submitted_at,
      counts, regrade_id)
    select ${id}, repository_id, pull_number, head_sha, exercise,
      (select least(min(attempt), 0) - 1 from submissions same
        where (same.repository_id, same.pull_number, same.head_sha, same.exercise)
          = (former.repository_id, former.pull_number, former.head_sha, former.exercise)),
      folder, author_id, author_login, course_id, exercise_title, 'queued', 0, ${at}, ${at}, ${at},
      coalesce(submitted_at, created_at), false, ${regradeId}
    from submissions former where id = ${one.submissionId}`.execute(transaction);
  await transaction
    .insertInto('regrade_items')
    .values({
      regrade_id: regradeId,
      submission_id: one.submissionId,
      new_submission_id: id,
      exercise: one.exercise,
      github_id: one.githubId,
      old_run_id: one.runId,
      old_earned: one.earned,
      state: 'open',
    })
    .execute();
}

/** Lets the new submission count in place of the former. False when that counts no more itself. */
async function replace(
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
async function restore(
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

async function setState(
  transaction: Transaction<Tables>,
  { regrade_id, submission_id }: Selectable<Tables['regrade_items']>,
  state: RegradeItemState,
): Promise<void> {
  await transaction
    .updateTable('regrade_items')
    .set({ state })
    .where((where) => where.and({ regrade_id, submission_id }))
    .execute();
}

function toItem(row: Selectable<Tables['regrade_items']>): RegradeItem {
  const { exercise, state } = row;
  return {
    ...{ exercise, state },
    submissionId: row.submission_id,
    newSubmissionId: row.new_submission_id,
    githubId: row.github_id,
    ...(row.old_run_id === null ? {} : { oldRunId: row.old_run_id }),
    ...(row.new_run_id === null ? {} : { newRunId: row.new_run_id }),
    ...(row.old_earned === null ? {} : { oldEarned: row.old_earned }),
    ...(row.new_earned === null ? {} : { newEarned: row.new_earned }),
  };
}
