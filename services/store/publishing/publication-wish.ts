import { sql } from 'kysely';

/** What asks for a publication in an UPDATE of anything that GitHub shows: one more revision, and since when it is wanted. */
export function revisionWish(now: Date) {
  return {
    revision: sql<number>`revision + 1`,
    // The oldest change that is not shown decides how late we are.
    wanted_at: sql<Date>`case when revision > published_revision then wanted_at else ${now}::timestamptz end`,
  };
}

/**
 * The columns to set in any UPDATE of a submission whose result GitHub should show. Part of the same statement, so
 * that no crash can separate the change from the wish to publish it.
 */
export function publicationWish(now: Date) {
  return { ...revisionWish(now), updated_at: now };
}
