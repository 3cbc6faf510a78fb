import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type pg from 'pg';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import { revisionWish } from '../publishing/publication-wish.ts';
import type { Database, Tables } from '../database/tables.ts';

/** A pull request as GitHub last told us; the repository counts by id because names change. */
export interface PullRequest {
  repositoryId: number;
  number: number;
  owner: string;
  name: string;
  /** Absent in token mode. */
  installationId?: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open' | 'closed';
  /** Of a closed one; not merged unless told. */
  merged?: boolean;
  draft: boolean;
  /** GitHub's `updated_at`, whole seconds: decides which of two events is newer. */
  updatedAt: Date;
}

/** What is stored: the facts of GitHub and the id of our one comment, once there is one. */
export interface StoredPullRequest extends PullRequest {
  commentId?: number;
  /** The head whose exercises were selected and queued completely. */
  takenInHead?: string;
  /** Of the text that our comment shows. */
  commentHash?: string;
  /** A teacher allowed it to be graded. */
  gradingAllowed: boolean;
  helpWanted: boolean;
  /** The head commit whose hints are unfolded. */
  hintsAt?: string;
  notice?: Notice;
}

/** A repository as the newest of its pull requests names it. */
export interface PullRequestRepository {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

/** What can be asked of a pull request's comment and checks beside results. */
export type PullRequestChange = Partial<{
  gradingAllowed: boolean;
  helpWanted: boolean;
  hintsAt: string;
  /** `null` takes it back. */
  notice: Notice | null;
}>;

/** The map from pull request to head commit that forks make necessary, kept from verified events. */
export interface PullRequests {
  /**
   * Writes the facts unless newer ones are stored. On the same second the later call wins, so that an event that comes
   * late may put an old head back for a moment; with `over` only where that head is stored, so that what was read before
   * an event came does not undo it. A head that moves asks for a publication, whichever way it moves: the comment speaks
   * of the head. Returns what is stored now.
   */
  save(pullRequest: PullRequest, over?: string): Promise<StoredPullRequest>;
  /** As `save`, for many in one statement; each pull request at most once. */
  saveAll(pullRequests: readonly PullRequest[]): Promise<void>;
  get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
  /** Remembers the head that was looked at and taken in. */
  tookIn(repositoryId: number, number: number, headSha: string): Promise<void>;
  /** Open and merged ones that changed between the dates and whose head nobody has taken in, newest first, at most `most`. */
  unseen(changed: { since: Date; before: Date }, most: number): Promise<StoredPullRequest[]>;
  /** Where pull requests are that changed at or after the date, by repository id. */
  repositories(changedSince: Date): Promise<PullRequestRepository[]>;
  /** Open and merged ones that changed at or after the date, newest first, at most `most`. */
  open(changedSince: Date, most: number): Promise<StoredPullRequest[]>;
  /** The newest pull request, or the branch, whose head is this commit; those that were taken back last. */
  withHead(repositoryId: number, headSha: string): Promise<StoredPullRequest | undefined>;
  /** All whose head is this commit and whose work is handed in, oldest first. */
  notWithdrawnAt(repositoryId: number, headSha: string): Promise<StoredPullRequest[]>;
  /** Remembers our comment and the hash of its text; `undefined` forgets it (somebody deleted it). */
  setComment(
    repositoryId: number,
    number: number,
    comment: { id: number; hash: string } | undefined,
  ): Promise<void>;
  /** Makes the change and asks for a publication; nothing happens when it is so already. */
  change(repositoryId: number, number: number, change: PullRequestChange): Promise<void>;
  /** The newest revision to be told to GitHub; undefined when nothing is. */
  unpublished(repositoryId: number, number: number): Promise<number | undefined>;
  published(repositoryId: number, number: number, revision: number): Promise<void>;
  /** The repository has another name, owner or installation now. */
  relocate(
    repositoryId: number,
    place: { owner: string; name: string; installationId?: number },
  ): Promise<void>;
  /** The App was removed there: the installation is looked up again when it is needed. */
  forgetInstallation(installationId: number): Promise<void>;
  /**
   * Runs `work` while no other process holds the lock of this pull request; waits for its turn. The signal aborts
   * when the database connection that carries the lock is lost: stop writing then.
   */
  withLock<T>(repositoryId: number, number: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** In an upsert: the pull request has another head than the one stored. */
const headMoved = sql`(pull_requests.head_sha is distinct from excluded.head_sha)`;

/** See `isHandedIn`. */
const handedIn = sql<boolean>`(state = 'open' or merged)`;

/** `locks` carries the advisory locks, `db` everything else. */
export function createPullRequests(db: Database, locks: pg.Pool, now: () => Date): PullRequests {
  const update = (repositoryId: number, number: number) =>
    db.updateTable('pull_requests').where('repository_id', '=', repositoryId).where('number', '=', number);

  const get = async (repositoryId: number, number: number) => {
    const row = await db
      .selectFrom('pull_requests')
      .selectAll()
      .where('repository_id', '=', repositoryId)
      .where('number', '=', number)
      .executeTakeFirst();

    return row && toPullRequest(row);
  };

  const saveAll = async (pullRequests: readonly PullRequest[], over?: string) => {
    if (pullRequests.length === 0) return;

    await db
      .insertInto('pull_requests')
      .values(pullRequests.map(toFacts))
      .onConflict((conflict) =>
        conflict
          .columns(['repository_id', 'number'])
          .doUpdateSet(({ ref }) => ({
            owner: ref('excluded.owner'),
            name: ref('excluded.name'),
            state: ref('excluded.state'),
            merged: ref('excluded.merged'),
            draft: ref('excluded.draft'),
            installation_id: ref('excluded.installation_id'),
            head_sha: ref('excluded.head_sha'),
            author_id: ref('excluded.author_id'),
            author_login: ref('excluded.author_login'),
            updated_at: ref('excluded.updated_at'),
            revision: sql<number>`pull_requests.revision + ${headMoved}::int`,
            wanted_at: sql<Date>`case
              when ${headMoved} and pull_requests.revision = pull_requests.published_revision
              then ${now()}::timestamptz else pull_requests.wanted_at end`,
          }))
          .where(({ and, or, eb }) => {
            const isNewer = eb('pull_requests.updated_at', '<', eb.ref('excluded.updated_at'));
            const isSame = eb('pull_requests.updated_at', '=', eb.ref('excluded.updated_at'));
            return or([
              isNewer,
              over === undefined ? isSame : and([isSame, eb('pull_requests.head_sha', '=', over)]),
            ]);
          }),
      )
      .execute();
  };

  return {
    get,
    saveAll: (pullRequests) => saveAll(pullRequests),
    async save(pullRequest, over) {
      const { repositoryId, number } = pullRequest;
      await saveAll([pullRequest], over);
      return (
        (await get(repositoryId, number)) ?? { ...pullRequest, gradingAllowed: false, helpWanted: false }
      );
    },
    async tookIn(repositoryId, number, headSha) {
      await update(repositoryId, number).set({ taken_in_head: headSha }).execute();
    },
    async unseen({ since, before }, most) {
      const rows = await db
        .selectFrom('pull_requests')
        .selectAll()
        .where(handedIn)
        .where('updated_at', '>=', since)
        .where('updated_at', '<', before)
        .where('taken_in_head', 'is distinct from', (of) => of.ref('head_sha'))
        // Erased learners keep the address of what is open, see `forgetPullRequests`.
        .where('author_id', '<>', 0)
        .orderBy('updated_at', 'desc')
        .limit(most)
        .execute();

      return rows.map(toPullRequest);
    },
    async repositories(changedSince) {
      const rows = await db
        .selectFrom('pull_requests')
        .distinctOn('repository_id')
        .select(['repository_id', 'owner', 'name', 'installation_id'])
        .where('updated_at', '>=', changedSince)
        .orderBy('repository_id')
        .orderBy('updated_at', 'desc')
        .execute();

      return rows.map(({ repository_id, owner, name, installation_id }) => ({
        ...{ repositoryId: repository_id, owner, name },
        ...(installation_id !== null && { installationId: installation_id }),
      }));
    },
    async open(changedSince, most) {
      const rows = await db
        .selectFrom('pull_requests')
        .selectAll()
        .where(handedIn)
        .where('updated_at', '>=', changedSince)
        .orderBy('updated_at', 'desc')
        .limit(most)
        .execute();

      return rows.map(toPullRequest);
    },
    async withHead(repositoryId, headSha) {
      const row = await db
        .selectFrom('pull_requests')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('head_sha', '=', headSha)
        .orderBy(handedIn, 'desc')
        .orderBy('number', 'desc')
        .executeTakeFirst();

      return row && toPullRequest(row);
    },
    async notWithdrawnAt(repositoryId, headSha) {
      const rows = await db
        .selectFrom('pull_requests')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('head_sha', '=', headSha)
        .where(handedIn)
        .orderBy('number')
        .execute();

      return rows.map(toPullRequest);
    },
    async setComment(repositoryId, number, comment) {
      await update(repositoryId, number)
        .set({ comment_id: comment?.id ?? null, comment_hash: comment?.hash ?? null })
        .execute();
    },
    async change(repositoryId, number, change) {
      const stored = await get(repositoryId, number);
      if (stored === undefined || holds(stored, change)) return;

      await update(repositoryId, number)
        .set({
          ...(change.gradingAllowed === undefined ? {} : { grading_allowed: change.gradingAllowed }),
          ...(change.helpWanted === undefined ? {} : { help_wanted: change.helpWanted }),
          ...(change.hintsAt === undefined ? {} : { hints_at: change.hintsAt }),
          ...(change.notice === undefined ? {} : { notice: change.notice && JSON.stringify(change.notice) }),
          ...revisionWish(now()),
        })
        .execute();
    },
    async unpublished(repositoryId, number) {
      const row = await db
        .selectFrom('pull_requests')
        .select('revision')
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .whereRef('revision', '>', 'published_revision')
        .executeTakeFirst();

      return row?.revision;
    },
    async published(repositoryId, number, revision) {
      await update(repositoryId, number)
        .set({ published_revision: revision })
        .where('published_revision', '<', revision)
        .execute();
    },
    async relocate(repositoryId, { owner, name, installationId }) {
      await db
        .updateTable('pull_requests')
        .set({ owner, name, installation_id: installationId ?? null })
        .where('repository_id', '=', repositoryId)
        .execute();
    },
    async forgetInstallation(installationId) {
      await db
        .updateTable('pull_requests')
        .set({ installation_id: null })
        .where('installation_id', '=', installationId)
        .execute();
    },
    withLock: (repositoryId, number, work) =>
      withAdvisoryLock(locks, `pull-request/${repositoryId}/${number}`, work),
  };
}

function toFacts(pullRequest: PullRequest) {
  const { number, owner, name, state, merged = false, draft } = pullRequest;
  return {
    repository_id: pullRequest.repositoryId,
    number,
    owner,
    name,
    state,
    merged,
    draft,
    installation_id: pullRequest.installationId ?? null,
    head_sha: pullRequest.headSha,
    author_id: pullRequest.authorId,
    author_login: pullRequest.authorLogin,
    updated_at: pullRequest.updatedAt,
  };
}

function toPullRequest(row: Selectable<Tables['pull_requests']>): StoredPullRequest {
  const { number, owner, name, state, draft } = row;
  return {
    ...{ number, owner, name, state, draft },
    repositoryId: row.repository_id,
    headSha: row.head_sha,
    authorId: row.author_id,
    authorLogin: row.author_login,
    updatedAt: row.updated_at,
    ...(row.merged && { merged: true }),
    ...(row.installation_id !== null && { installationId: row.installation_id }),
    ...(row.comment_id !== null && { commentId: row.comment_id }),
    ...(row.taken_in_head !== null && { takenInHead: row.taken_in_head }),
    ...(row.comment_hash !== null && { commentHash: row.comment_hash }),
    gradingAllowed: row.grading_allowed,
    helpWanted: row.help_wanted,
    ...(row.hints_at !== null && { hintsAt: row.hints_at }),
    ...(row.notice !== null && { notice: row.notice }),
  };
}

function holds(stored: StoredPullRequest, change: PullRequestChange): boolean {
  return (
    (change.gradingAllowed ?? stored.gradingAllowed) === stored.gradingAllowed &&
    (change.helpWanted ?? stored.helpWanted) === stored.helpWanted &&
    (change.hintsAt ?? stored.hintsAt) === stored.hintsAt &&
    (change.notice === undefined || isDeepStrictEqual(change.notice, stored.notice ?? null))
  );
}
