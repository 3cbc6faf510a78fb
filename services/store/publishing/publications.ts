import { sql } from 'kysely';
import { publicationWish } from './publication-wish.ts';
import type { Database } from '../database/tables.ts';

/** A submission whose newest state GitHub does not show yet. */
export interface Publication {
  submissionId: string;
  repositoryId: number;
  pullNumber: number;
  headSha: string;
  /** Counts the changes. Hand the number you read back to `published`. */
  revision: number;
  /** False when only the comment is behind. */
  checkPending: boolean;
  /** When the oldest change that is not published was made. */
  wantedAt: Date;
}

/** A publication that waits for GitHub, and what it would tell: a result, the comment about it, or progress. */
export interface WaitingPublication {
  repositoryId: number;
  pullNumber: number;
  /** Left out: it is the pull request itself that is to be told something. */
  submissionId?: string;
  wantedAt: Date;
  installationId?: number;
  tells: 'verdict' | 'comment' | 'progress';
}

/**
 * What is still to be told to GitHub. Read the publications first, then the state to render: a change in between
 * raises the revision, and the publication stays pending.
 */
export interface Publications {
  /** Counts the revision up; for changes that the repositories did not make themselves. */
  wanted(submissionId: string): Promise<void>;
  /**
   * Wanted before the date, not published and not put off, at most `most`: results first, then comments, then
   * progress; within each the first of every author before the second of any, the oldest first.
   */
  waiting(wantedBefore: Date, most: number): Promise<WaitingPublication[]>;
  /** The pending ones of one pull request. */
  forPullRequest(repositoryId: number, number: number): Promise<Publication[]>;
  /** The check shows the revision. */
  checked(submissionId: string, revision: number): Promise<void>;
  /** Marks the revision published; a newer one stays pending. */
  published(submissionId: string, revision: number): Promise<void>;
  /** Leaves it out of `waiting` until then. */
  putOff(waiting: WaitingPublication, until: Date): Promise<void>;
  /** Nothing of the pull request is pending any more, until something changes; results and grades stay. */
  giveUp(repositoryId: number, number: number): Promise<void>;
  /** How many are pending, and since when the oldest. */
  backlog(): Promise<{ results: number; progress: number; oldest?: Date }>;
}

export function createPublications(db: Database, now: () => Date): Publications {
  const unpublished = () =>
    db
      .selectFrom('submissions')
      .select([
        'id as submissionId',
        'repository_id as repositoryId',
        'pull_number as pullNumber',
        'head_sha as headSha',
        'revision',
        'wanted_at as wantedAt',
        sql<boolean>`revision > check_revision`.as('checkPending'),
      ])
      .whereRef('revision', '>', 'published_revision')
      // Nobody is told of the preview of a regrade, nor of what a regrade replaced.
      .where('counts', '=', true)
      .orderBy('wanted_at');

  /** What pull requests themselves are to be told, the oldest first. */
  async function notices(wantedBefore: Date, most: number): Promise<WaitingPublication[]> {
    const rows = await db
      .selectFrom('pull_requests')
      .select(['repository_id', 'number', 'installation_id', 'wanted_at'])
      .whereRef('revision', '>', 'published_revision')
      .where('wanted_at', '<', wantedBefore)
      .where((where) => where.or([where('publish_after', 'is', null), where('publish_after', '<=', now())]))
      .orderBy('wanted_at')
      .limit(most)
      .execute();

    return rows.map((row) => ({
      repositoryId: row.repository_id,
      pullNumber: row.number,
      wantedAt: row.wanted_at ?? wantedBefore,
      tells: 'comment',
      ...(row.installation_id !== null && { installationId: row.installation_id }),
    }));
  }

  return {
    async wanted(submissionId) {
      await db
        .updateTable('submissions')
        .set(publicationWish(now()))
        .where('id', '=', submissionId)
        .execute();
    },
    async waiting(wantedBefore, most) {
      const tells = sql<WaitingPublication['tells']>`case
        when state in ('queued', 'grading') then 'progress'
        when revision > check_revision then 'verdict' else 'comment' end`;

      const rows = await unpublished()
        .clearOrderBy()
        .select((select) => [
          tells.as('tells'),
          select
            .selectFrom('pull_requests')
            .whereRef('pull_requests.repository_id', '=', 'submissions.repository_id')
            .whereRef('pull_requests.number', '=', 'submissions.pull_number')
            .select('installation_id')
            .as('installationId'),
        ])
        .where('wanted_at', '<', wantedBefore)
        .where((where) => where.or([where('publish_after', 'is', null), where('publish_after', '<=', now())]))
        .orderBy(sql`array_position(array['verdict', 'comment', 'progress'], ${tells})`)
        .orderBy(
          sql`row_number() over (partition by repository_id, author_id, ${tells} order by wanted_at, id)`,
        )
        .orderBy('wanted_at')
        .limit(most)
        .execute();

      const results = rows.map(({ installationId, ...row }) => ({
        ...row,
        ...(installationId !== null && { installationId }),
      }));

      const told = await notices(wantedBefore, most);
      const verdicts = results.filter((row) => row.tells === 'verdict');
      const others = results.filter((row) => row.tells !== 'verdict');
      return [...verdicts, ...told, ...others].slice(0, most);
    },
    async backlog() {
      const { results, progress, oldest } = await db
        .selectFrom('submissions')
        .select([
          sql<number>`count(*) filter (where state not in ('queued', 'grading'))`.as('results'),
          sql<number>`count(*) filter (where state in ('queued', 'grading'))`.as('progress'),
          sql<Date | null>`min(wanted_at)`.as('oldest'),
        ])
        .whereRef('revision', '>', 'published_revision')
        .where('counts', '=', true)
        .executeTakeFirstOrThrow();

      return { results, progress, ...(oldest !== null && { oldest }) };
    },
    forPullRequest: (repositoryId, number) =>
      unpublished().where('repository_id', '=', repositoryId).where('pull_number', '=', number).execute(),
    async checked(submissionId, revision) {
      await db
        .updateTable('submissions')
        .set({ check_revision: revision })
        .where('id', '=', submissionId)
        .where('check_revision', '<', revision)
        .execute();
    },
    async putOff({ submissionId, repositoryId, pullNumber }, until) {
      const change = { publish_after: until };
      if (submissionId === undefined)
        await db
          .updateTable('pull_requests')
          .set(change)
          .where('repository_id', '=', repositoryId)
          .where('number', '=', pullNumber)
          .execute();
      else await db.updateTable('submissions').set(change).where('id', '=', submissionId).execute();
    },
    async giveUp(repositoryId, number) {
      const settled = { published_revision: sql<number>`revision` };

      await db
        .updateTable('submissions')
        .set({ ...settled, check_revision: sql<number>`revision` })
        .where('repository_id', '=', repositoryId)
        .where('pull_number', '=', number)
        .whereRef('revision', '>', 'published_revision')
        .execute();

      await db
        .updateTable('pull_requests')
        .set(settled)
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .execute();
    },
    async published(submissionId, revision) {
      await db
        .updateTable('submissions')
        .set({ published_revision: revision })
        .where('id', '=', submissionId)
        .where('published_revision', '<', revision)
        .execute();
    },
  };
}
