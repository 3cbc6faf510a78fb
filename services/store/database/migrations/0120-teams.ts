import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Teams of a course as they are now, and for whom each submission of a team counts. */
export const teams: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // Without exercises the team holds for all of them.
  `create table team_members (
     course_id text not null references courses (course_id) on delete cascade,
     team text not null, github_id bigint not null, exercises text[],
     primary key (course_id, github_id, team))`,
  `create index team_members_of_team on team_members (course_id, team)`,
  `alter table submissions add column team text`,
  `create table submission_members (
     submission_id text not null references submissions (id) on delete cascade,
     github_id bigint not null, login text not null,
     primary key (submission_id, github_id))`,
  `create index submission_members_of_learner on submission_members (github_id)`,
];
