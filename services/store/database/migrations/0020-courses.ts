import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Courses with their rosters, what a pull request is told beside its results, and how far a run is. */
export const courses: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table course_files (
     course_id bigint primary key, owner text not null, name text not null, installation_id bigint,
     head_sha text not null, file jsonb not null, loaded_at timestamptz not null)`,
  `create table course_learners (
     course_id bigint not null references course_files (course_id) on delete cascade,
     github_id bigint not null, login text, name text,
     primary key (course_id, github_id))`,
  `create table run_progress (
     submission_id text primary key references submissions (id) on delete cascade,
     progress jsonb not null, at timestamptz not null)`,
  `alter table pull_requests
     add column grading_allowed boolean not null default false,
     add column help_wanted boolean not null default false,
     add column hints_at text,
     add column comment_hash text,
     add column notice jsonb,
     add column revision integer not null default 0,
     add column published_revision integer not null default 0,
     add column wanted_at timestamptz,
     add column publish_after timestamptz`,
  `create index pull_requests_head on pull_requests (repository_id, head_sha)`,
  `create index pull_requests_unpublished on pull_requests (wanted_at) where revision > published_revision`,
  `create index submissions_of_author on submissions (repository_id, author_id, exercise, created_at)`,
];
