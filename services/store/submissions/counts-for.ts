import { sql } from 'kysely';

/**
 * Of a row of `submissions`: whether it counts for a learner, who is its author or in the team that handed it in. Written
 * so that PostgreSQL finds both by an index.
 */
export function countsFor(githubId: number) {
  return sql<boolean>`(submissions.author_id = ${githubId} or submissions.id = any(array(
    select submission_id from submission_members where github_id = ${githubId})))`;
}
