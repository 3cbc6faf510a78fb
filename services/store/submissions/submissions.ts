import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Localized } from '../../../graders/contract/localized.ts';
import type { AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import type { Submission, SubmissionIdentity, SubmissionState } from '../../domain/submissions/submission.ts';
import type { Team, TeamMember } from '../../domain/courses/team.ts';
import { DEFAULT_COURSE_ID } from '../../domain/courses/course.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import { createAttempts, type Attempts } from './attempts.ts';
import { creditedWork, type CreditedWork, type WorkPlace } from './credited-work.ts';
import { judgedAttempts, type JudgedAttempts } from './judged-attempts.ts';
import { publicationWish } from '../publishing/publication-wish.ts';
import { lockGradesOf } from '../grades/lock-grades-of.ts';
import { lockGrades, recomputeGrades } from '../grades/recompute-grades.ts';
import { settleRegradeItems } from '../regrades/settle-regrade-items.ts';
import type { Database, Tables } from '../database/tables.ts';
import { teamOf } from '../courses/team-of.ts';

export interface NewSubmission {
  /** ULID; not used when the identity is already stored. */
  id: string;
  identity: SubmissionIdentity;
  /** The default course unless told. */
  courseId?: string;
  /** When GitHub had the commit; now unless told. A commit that was submitted before keeps its first time. */
  submittedAt?: Date;
  authorId: number;
  authorLogin: string;
  exerciseTitle?: Localized;
  /** Of the exercise inside the learner's repository, without slashes at its ends. */
  folder: string;
  /** None unless told; of a team each member has its own. */
  limits?: AttemptLimits;
  /** By a command or a tag, so that it is graded whatever is pushed afterwards. */
  handedIn?: boolean;
  /** Why its result is to count for nobody. */
  uncredited?: Uncredited;
  /** Who hands it in together, the author among them. */
  team?: { name: string; members: readonly (TeamMember & { limits?: AttemptLimits })[] };
}

export interface StoredSubmission extends Submission {
  exerciseTitle?: Localized;
  folder: string;
  /** Counts the runs; only the run that holds the newest number may write a result. */
  fencing: number;
  checkRunId?: number;
  updatedAt: Date;
  courseId: string;
  /** When GitHub had the commit. */
  submittedAt: Date;
  /** Whether it counts against limits even if it was cancelled or could not be graded. */
  usesAttempt: boolean;
  /** Set for a grading that counts only once its regrade is published. */
  regradeId?: string;
}

/** What became of a request to cancel, by submission id. Final submissions are in neither list. */
export interface Cancellation {
  /** Nobody was grading: already `cancelled`. */
  cancelled: string[];
  /** A worker holds it: it sees `cancelRequested` and finishes it as `cancelled`. */
  requested: string[];
}

/** Every change of state also asks for a publication, in the same transaction. */
export interface Submissions extends Pick<Attempts, 'attemptTimes' | 'attemptCount'> {
  /**
   * Stores the submission as `queued`, or returns the row that has the same identity, whatever its state. A new one that
   * its limits do not allow, however many are opened at the same moment, is not stored.
   */
  open(
    submission: NewSubmission,
  ): Promise<{ submission: StoredSubmission; created: boolean } | 'no-attempt-left'>;
  get(id: string): Promise<StoredSubmission | undefined>;
  /** All of a pull request that count, oldest first: not the previews of a regrade, nor what a regrade replaced. */
  forPullRequest(repositoryId: number, number: number): Promise<StoredSubmission[]>;
  /** Those of a pull request that count and grade one of the commits, oldest first. */
  atCommits(repositoryId: number, number: number, heads: readonly string[]): Promise<StoredSubmission[]>;
  /** Of each exercise of a pull request the newest that was handed in by a command or a tag, counts and was not cancelled. */
  newestHandedIn(repositoryId: number, number: number): Promise<StoredSubmission[]>;
  /** The newest attempts at an exercise on a pull request that count and have a verdict, at most `most`. */
  judgedAttempts(
    of: { repositoryId: number; pullNumber: number; exercise: string },
    most: number,
  ): Promise<JudgedAttempts>;
  /** All of a commit that count, oldest first. */
  forCommit(repositoryId: number, headSha: string): Promise<StoredSubmission[]>;
  /** Cancels the queued ones at once and marks those being graded. */
  requestCancel(ids: readonly string[]): Promise<Cancellation>;
  /**
   * Gives submissions of a pull request, or a branch, the time at which their commit was first heard of, where that is earlier;
   * grades follow. What was handed in by a command or a tag keeps its time.
   */
  correctTimes(repositoryId: number, number: number): Promise<void>;
  /** For the worker that holds the submission: poll it. True also when the row is already final. */
  cancelRequested(id: string): Promise<boolean>;
  /**
   * Makes an open submission `cancelled` or `not-graded` without a run: for a job found cancelled before its run
   * began, and for the reconciler. Refuses later writers. False when it was final already.
   */
  close(id: string, state: 'cancelled' | 'not-graded'): Promise<boolean>;
  /**
   * For a run that has a cluster: from now on the submission counts against limits, whatever becomes of it. False when it is
   * to be cancelled or final, and then it does not.
   */
  useAttempt(id: string): Promise<boolean>;
  setCheckRun(id: string, checkRunId: number): Promise<void>;
  /** Each goes on in the other's check run. */
  swapCheckRuns(id: string, other: string): Promise<void>;
  /** 1 + the highest attempt stored of this commit and exercise. */
  nextAttempt(identity: Omit<SubmissionIdentity, 'attempt'>): Promise<number>;
  /** How many open submissions an author has: the queue gives later ones a lower priority. */
  openCountByAuthor(authorId: number): Promise<number>;
  /** When the submission was opened that has waited longest to be graded. */
  oldestQueued(): Promise<Date | undefined>;
  /** Whether anything of the author was ever graded in the repository. */
  isKnownAuthor(repositoryId: number, authorId: number): Promise<boolean>;
  /** What was handed in at a place and counts for somebody, newest first. */
  creditedIn(place: WorkPlace): Promise<CreditedWork[]>;
  /** The open ones of a repository: for one that is gone. */
  openIn(repositoryId: number): Promise<StoredSubmission[]>;
  /** Open submissions whose row has not changed since the date, oldest first: candidates for the reconciler. */
  openUnchangedSince(before: Date): Promise<StoredSubmission[]>;
}

const OPEN = ['queued', 'grading'] as const;

export function createSubmissions(db: Database, now: () => Date): Submissions {
  const select = () => db.selectFrom('submissions').selectAll().select(teamOf.as('members'));
  const { attemptTimes, attemptCount } = createAttempts(db);
  return {
    open: ({
      id,
      identity,
      authorId,
      authorLogin,
      submittedAt,
      exerciseTitle,
      folder,
      limits,
      team,
      ...of
    }) =>
      db.transaction().execute(async (transaction) => {
        const { courseId = DEFAULT_COURSE_ID } = of;
        const { exercise } = identity;

        const learners = (team?.members ?? [{ githubId: authorId, login: authorLogin, limits }]).toSorted(
          (a, b) => a.githubId - b.githubId,
        );

        for (const { githubId } of learners) await lockGrades(transaction, { courseId, exercise, githubId });
        const at = now();

        const known = transaction
          .selectFrom('submissions')
          .selectAll()
          .select(teamOf.as('members'))
          .where((where) => where.and(toIdentityColumns(identity)));

        const attempts = createAttempts(transaction);
        for (const { githubId, limits: own } of learners)
          if (
            own !== undefined &&
            !(await attempts.hasAttemptLeft({ courseId, authorId: githubId, exercise }, own, at)) &&
            (await known.executeTakeFirst()) === undefined
          )
            return 'no-attempt-left';

        const created = await transaction
          .insertInto('submissions')
          .values({
            id,
            ...toIdentityColumns(identity),
            author_id: authorId,
            author_login: authorLogin,
            course_id: courseId,
            folder,
            exercise_title: exerciseTitle ? JSON.stringify(exerciseTitle) : null,
            team: team?.name ?? null,
            handed_in: of.handedIn === true,
            uncredited: of.uncredited ?? null,
            state: 'queued',
            submitted_at: firstSubmitted(identity, submittedAt ?? at),
            ...{ wanted_at: at, created_at: at, updated_at: at },
          })
          .onConflict((conflict) =>
            conflict.columns(['repository_id', 'pull_number', 'head_sha', 'exercise', 'attempt']).doNothing(),
          )
          .returningAll()
          .executeTakeFirst();

        if (created) {
          if (team !== undefined)
            await transaction
              .insertInto('submission_members')
              .values(
                learners.map((one) => ({ submission_id: id, github_id: one.githubId, login: one.login })),
              )
              .execute();
          // Who hands in takes part, but for staff and bots; a roster or a role that is there already stays.
          if (of.uncredited === undefined)
            await transaction
              .insertInto('course_members')
              .values(
                learners.map((one) => ({
                  course_id: courseId,
                  github_id: one.githubId,
                  login: one.login,
                  role: 'learner' as const,
                  source: 'seen' as const,
                  ...{ created_at: at, updated_at: at },
                })),
              )
              .onConflict((conflict) => conflict.columns(['course_id', 'github_id']).doNothing())
              .execute();
          for (const { githubId } of learners)
            await recomputeGrades(transaction, { courseId, exercise, githubId }, at);
          return {
            submission: toSubmission({ ...created, members: team === undefined ? null : asKept(team) }),
            created: true,
          };
        }

        return { submission: toSubmission(await known.executeTakeFirstOrThrow()), created: false };
      }),
    async get(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toSubmission(row);
    },
    async forPullRequest(repositoryId, number) {
      const rows = await select()
        .where('repository_id', '=', repositoryId)
        .where('pull_number', '=', number)
        .where('counts', '=', true)
        .orderBy('created_at')
        .orderBy('id')
        .execute();

      return rows.map(toSubmission);
    },
    async atCommits(repositoryId, number, heads) {
      const rows = await select()
        .where('repository_id', '=', repositoryId)
        .where('pull_number', '=', number)
        .where('head_sha', '=', (of) => of.fn.any(of.val([...heads])))
        .where('counts', '=', true)
        .orderBy('created_at')
        .orderBy('id')
        .execute();

      return rows.map(toSubmission);
    },
    async newestHandedIn(repositoryId, number) {
      const rows = await select()
        .distinctOn('exercise')
        .where('repository_id', '=', repositoryId)
        .where('pull_number', '=', number)
        .where('counts', '=', true)
        .where('handed_in', '=', true)
        .where('state', '!=', 'cancelled')
        .orderBy('exercise')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();

      return rows.map(toSubmission);
    },
    judgedAttempts: (of, most) => judgedAttempts(db, of, most),
    async forCommit(repositoryId, headSha) {
      const rows = await select()
        .where('repository_id', '=', repositoryId)
        .where('head_sha', '=', headSha)
        .where('counts', '=', true)
        .orderBy('created_at')
        .orderBy('id')
        .execute();

      return rows.map(toSubmission);
    },
    async correctTimes(repositoryId, number) {
      const late = sql`heads.repository_id = ${repositoryId} and heads.number = ${number}
        and submissions.repository_id = heads.repository_id and submissions.pull_number = heads.number
        and submissions.head_sha = heads.head_sha and submissions.submitted_at > heads.heard_at
        and not submissions.handed_in`;

      const { rows } = await sql<{ id: string }>`select id from submissions, heads where ${late}`.execute(db);
      if (rows.length === 0) return;

      await db.transaction().execute(async (transaction) => {
        const scopes = await lockGradesOf(
          transaction,
          rows.map(({ id }) => id),
        );

        await sql`update submissions set submitted_at = heads.heard_at from heads where ${late}`.execute(
          transaction,
        );

        for (const scope of scopes) await recomputeGrades(transaction, scope, now());
      });
    },
    requestCancel: (ids) =>
      db.transaction().execute(async (transaction) => {
        const scopes = await lockGradesOf(transaction, ids);

        const rows = await transaction
          .updateTable('submissions')
          .set({
            cancel_requested: true,
            state: sql<SubmissionState>`case when state = 'queued' then 'cancelled' else state end`,
            ...publicationWish(now()),
          })
          .where('id', '=', (of) => of.fn.any(of.val([...ids])))
          .where('state', 'in', OPEN)
          .returning(['id', 'state'])
          .execute();

        const of = (wanted: SubmissionState) =>
          rows.filter(({ state }) => state === wanted).map(({ id }) => id);

        await settleRegradeItems(transaction, of('cancelled'));
        for (const scope of scopes) await recomputeGrades(transaction, scope, now());
        return { cancelled: of('cancelled'), requested: of('grading') };
      }),
    async cancelRequested(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined || row.cancel_requested || !OPEN.some((state) => state === row.state);
    },
    close: (id, state) =>
      db.transaction().execute(async (transaction) => {
        const scopes = await lockGradesOf(transaction, [id]);

        const { numUpdatedRows } = await transaction
          .updateTable('submissions')
          .set({
            state,
            // Given up by us, which uses nothing; what was cancelled keeps what it used.
            ...(state === 'not-graded' ? { uses_attempt: false } : {}),
            ...publicationWish(now()),
          })
          .where('id', '=', id)
          .where('state', 'in', OPEN)
          .executeTakeFirstOrThrow();

        await settleRegradeItems(transaction, [id]);
        for (const scope of scopes) await recomputeGrades(transaction, scope, now());
        return numUpdatedRows === 1n;
      }),
    async useAttempt(id) {
      const { numUpdatedRows } = await db
        .updateTable('submissions')
        .set({ uses_attempt: true })
        .where('id', '=', id)
        .where('state', '=', 'grading')
        .where('cancel_requested', '=', false)
        .executeTakeFirstOrThrow();

      return numUpdatedRows === 1n;
    },
    async setCheckRun(id, checkRunId) {
      await db.updateTable('submissions').set({ check_run_id: checkRunId }).where('id', '=', id).execute();
    },
    async swapCheckRuns(id, other) {
      await sql`
        update submissions one set check_run_id = two.check_run_id from submissions two
        where (one.id, two.id) in ((${id}, ${other}), (${other}, ${id}))`.execute(db);
    },
    async nextAttempt(identity) {
      const { last } = await db
        .selectFrom('submissions')
        .select((select) => select.fn.max('attempt').as('last'))
        .where('repository_id', '=', identity.repositoryId)
        .where('pull_number', '=', identity.pullNumber)
        .where('head_sha', '=', identity.headSha)
        .where('exercise', '=', identity.exercise)
        .executeTakeFirstOrThrow();

      return Number(last ?? 0) + 1;
    },
    async oldestQueued() {
      const row = await db
        .selectFrom('submissions')
        .select('created_at')
        .where('state', '=', 'queued')
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst();

      return row?.created_at;
    },
    async openCountByAuthor(authorId) {
      const { count } = await db
        .selectFrom('submissions')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('author_id', '=', authorId)
        .where('counts', '=', true)
        .where('state', 'in', OPEN)
        .executeTakeFirstOrThrow();

      return count;
    },
    attemptTimes,
    attemptCount,
    async isKnownAuthor(repositoryId, authorId) {
      const row = await db
        .selectFrom('submissions')
        .select('id')
        .where('repository_id', '=', repositoryId)
        .where('author_id', '=', authorId)
        .where('state', '=', 'graded')
        .executeTakeFirst();

      return row !== undefined;
    },
    creditedIn: (place) => creditedWork(db, place),
    async openIn(repositoryId) {
      const rows = await select()
        .where('repository_id', '=', repositoryId)
        .where('state', 'in', OPEN)
        .execute();

      return rows.map(toSubmission);
    },
    async openUnchangedSince(before) {
      const rows = await select()
        .where('state', 'in', OPEN)
        .where('updated_at', '<', before)
        .orderBy('updated_at')
        .execute();

      return rows.map(toSubmission);
    },
  };
}

/** When the commit was first submitted for the exercise, wherever; else the time given. */
function firstSubmitted({ repositoryId, headSha, exercise }: SubmissionIdentity, given: Date) {
  return sql<Date>`least(${given}::timestamptz, (
    select min(coalesce(submitted_at, created_at)) from submissions
    where repository_id = ${repositoryId} and head_sha = ${headSha} and exercise = ${exercise}))`;
}

function toIdentityColumns(identity: SubmissionIdentity) {
  return {
    repository_id: identity.repositoryId,
    pull_number: identity.pullNumber,
    head_sha: identity.headSha,
    exercise: identity.exercise,
    attempt: identity.attempt,
  };
}

/** As it is read again: without limits, in the order of GitHub ids. */
function asKept({ name, members }: NonNullable<NewSubmission['team']>): Team {
  const ordered = members.toSorted((a, b) => a.githubId - b.githubId);
  return { name, members: ordered.map(({ githubId, login }) => ({ githubId, login })) };
}

function toSubmission(row: Selectable<Tables['submissions']> & { members: Team | null }): StoredSubmission {
  const { id, exercise, folder, attempt, state, fencing } = row;
  return {
    ...{ id, exercise, folder, attempt, state, fencing },
    repositoryId: row.repository_id,
    pullNumber: row.pull_number,
    headSha: row.head_sha,
    authorId: row.author_id,
    authorLogin: row.author_login,
    ...(row.members !== null && { team: row.members }),
    ...(row.handed_in && { handedIn: true }),
    ...(row.uncredited !== null && { uncredited: row.uncredited }),
    cancelRequested: row.cancel_requested,
    usesAttempt: row.uses_attempt,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    courseId: row.course_id,
    submittedAt: row.submitted_at ?? row.created_at,
    ...(row.regrade_id !== null && { regradeId: row.regrade_id }),
    ...(row.exercise_title !== null && { exerciseTitle: row.exercise_title }),
    ...(row.check_run_id !== null && { checkRunId: row.check_run_id }),
  };
}
