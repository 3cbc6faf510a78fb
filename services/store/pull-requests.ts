import type { Selectable } from 'kysely';
import type pg from 'pg';
import { withAdvisoryLock } from './advisory-lock.ts';
import type { Database, Tables } from './tables.ts';

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
  draft: boolean;
  /** GitHub's `updated_at`, whole seconds: decides which of two events is newer. */
  updatedAt: Date;
}

/** What is stored: the facts of GitHub and the id of our one comment, once there is one. */
export interface StoredPullRequest extends PullRequest {
  commentId?: number;
  /** The head whose exercises were selected and queued completely. */
  takenInHead?: string;
}

/** A repository as the newest of its pull requests names it. */
export interface PullRequestRepository {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

/** The map from pull request to head commit that forks make necessary, kept from verified events. */
export interface PullRequests {
  /** Writes the facts unless newer ones are stored; on the same second the later call wins. Returns what is stored now. */
  save(pullRequest: PullRequest): Promise<StoredPullRequest>;
  get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
  /** Remembers that the head stored now was taken in. */
  tookIn(repositoryId: number, number: number): Promise<void>;
  /** Where pull requests are that changed at or after the date, by repository id. */
  repositories(changedSince: Date): Promise<PullRequestRepository[]>;
  /** Open ones that changed at or after the date, newest first, at most `most`. */
  open(changedSince: Date, most: number): Promise<StoredPullRequest[]>;
  /** Remembers our comment; `undefined` forgets it (somebody deleted it). */
  setCommentId(repositoryId: number, number: number, commentId: number | undefined): Promise<void>;
  /**
   * Runs `work` while no other process holds the lock of this pull request; waits for its turn. The signal aborts
   * when the database connection that carries the lock is lost: stop writing then.
   */
  withLock<T>(repositoryId: number, number: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** `locks` carries the advisory locks, `db` everything else. */
export function createPullRequests(db: Database, locks: pg.Pool): PullRequests {
  const get = async (repositoryId: number, number: number) => {
    const row = await db
      .selectFrom('pull_requests')
      .selectAll()
      .where('repository_id', '=', repositoryId)
      .where('number', '=', number)
      .executeTakeFirst();
    return row && toPullRequest(row);
  };
  return {
    get,
    async save(pullRequest) {
      const { repositoryId, number } = pullRequest;
      const facts = toFacts(pullRequest);
      await db
        .insertInto('pull_requests')
        .values({ repository_id: repositoryId, number, ...facts })
        .onConflict((conflict) =>
          conflict
            .columns(['repository_id', 'number'])
            .doUpdateSet(facts)
            .where('pull_requests.updated_at', '<=', pullRequest.updatedAt),
        )
        .execute();
      return (await get(repositoryId, number)) ?? pullRequest;
    },
    async tookIn(repositoryId, number) {
      await db
        .updateTable('pull_requests')
        .set((column) => ({ taken_in_head: column.ref('head_sha') }))
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .execute();
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
        .where('state', '=', 'open')
        .where('updated_at', '>=', changedSince)
        .orderBy('updated_at', 'desc')
        .limit(most)
        .execute();
      return rows.map(toPullRequest);
    },
    async setCommentId(repositoryId, number, commentId) {
      await db
        .updateTable('pull_requests')
        .set({ comment_id: commentId ?? null })
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .execute();
    },
    withLock: (repositoryId, number, work) =>
      withAdvisoryLock(locks, `pull-request/${repositoryId}/${number}`, work),
  };
}

function toFacts(pullRequest: PullRequest) {
  const { owner, name, state, draft } = pullRequest;
  return {
    owner,
    name,
    state,
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
    ...(row.installation_id !== null && { installationId: row.installation_id }),
    ...(row.comment_id !== null && { commentId: row.comment_id }),
    ...(row.taken_in_head !== null && { takenInHead: row.taken_in_head }),
  };
}
