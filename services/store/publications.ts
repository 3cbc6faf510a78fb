import { publicationWish } from './publication-wish.ts';
import type { Database } from './tables.ts';

/** A submission whose newest state GitHub does not show yet. */
export interface Publication {
  submissionId: string;
  repositoryId: number;
  pullNumber: number;
  /** Counts the changes. Hand the number you read back to `published`. */
  revision: number;
  /** When the oldest change that is not published was made. */
  wantedAt: Date;
}

/**
 * What is still to be told to GitHub. Read the publications first, then the state to render: a change in between
 * raises the revision, and the publication stays pending.
 */
export interface Publications {
  /** Counts the revision up; for changes that the repositories did not make themselves. */
  wanted(submissionId: string): Promise<void>;
  /** Wanted before the date and not published, oldest first, at most 500. */
  pending(olderThan: Date): Promise<Publication[]>;
  /** The pending ones of one pull request. */
  forPullRequest(repositoryId: number, number: number): Promise<Publication[]>;
  /** Marks the revision published; a newer one stays pending. */
  published(submissionId: string, revision: number): Promise<void>;
}

export function createPublications(db: Database, now: () => Date): Publications {
  const unpublished = () =>
    db
      .selectFrom('submissions')
      .select([
        'id as submissionId',
        'repository_id as repositoryId',
        'pull_number as pullNumber',
        'revision',
        'wanted_at as wantedAt',
      ])
      .whereRef('revision', '>', 'published_revision')
      .orderBy('wanted_at');
  return {
    async wanted(submissionId) {
      await db
        .updateTable('submissions')
        .set(publicationWish(now()))
        .where('id', '=', submissionId)
        .execute();
    },
    pending: (olderThan) => unpublished().where('wanted_at', '<', olderThan).limit(500).execute(),
    forPullRequest: (repositoryId, number) =>
      unpublished().where('repository_id', '=', repositoryId).where('pull_number', '=', number).execute(),
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
