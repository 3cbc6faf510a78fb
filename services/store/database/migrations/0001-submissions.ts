import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Everything the first release remembers. */
export const submissions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table deliveries (
     guid text primary key, event text not null, action text, received_at timestamptz not null)`,
  `create index deliveries_received_at on deliveries (received_at)`,
  `create table pull_requests (
     repository_id bigint not null, number integer not null,
     owner text not null, name text not null, installation_id bigint, head_sha text not null,
     author_id bigint not null, author_login text not null,
     state text not null check (state in ('open', 'closed')), draft boolean not null,
     updated_at timestamptz not null, comment_id bigint,
     primary key (repository_id, number))`,
  `create table submissions (
     id text primary key,
     repository_id bigint not null, pull_number integer not null, head_sha text not null,
     exercise text not null, attempt integer not null, folder text not null,
     author_id bigint not null, author_login text not null, exercise_title jsonb,
     state text not null check (state in ('queued', 'grading', 'graded', 'not-graded', 'cancelled')),
     cancel_requested boolean not null default false,
     fencing integer not null default 0, check_run_id bigint,
     revision integer not null default 1, published_revision integer not null default 0,
     wanted_at timestamptz not null, created_at timestamptz not null, updated_at timestamptz not null,
     unique (repository_id, pull_number, head_sha, exercise, attempt))`,
  `create index submissions_open on submissions (updated_at) where state in ('queued', 'grading')`,
  `create index submissions_open_author on submissions (author_id) where state in ('queued', 'grading')`,
  `create index submissions_unpublished on submissions (wanted_at) where revision > published_revision`,
  `create table runs (
     run_id text primary key, submission_id text not null references submissions (id),
     worker_id text not null, fencing integer not null,
     state text not null check (state in ('running', 'finished', 'failed', 'lost')),
     started_at timestamptz not null, finished_at timestamptz,
     verdict text, report jsonb, failure jsonb,
     unique (submission_id, fencing))`,
  `create table leases (
     cluster_name text primary key, run_id text not null, worker_id text not null, profile text not null,
     created_at timestamptz not null, deadline timestamptz not null)`,
  `create table workers (
     worker_id text primary key, host text not null, pid integer not null, beat_at timestamptz not null)`,
];
