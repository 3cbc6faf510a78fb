import { sql } from 'kysely';
import type { Team } from '../../domain/courses/team.ts';

/** Of a row of `submissions`: the team it was handed in by, null for one learner alone. */
export const teamOf = sql<Team | null>`case when submissions.team is not null then json_build_object(
  'name', submissions.team,
  'members', (select coalesce(json_agg(json_build_object('githubId', member.github_id, 'login', member.login)
      order by member.github_id), '[]')
    from submission_members member where member.submission_id = submissions.id)) end`;
